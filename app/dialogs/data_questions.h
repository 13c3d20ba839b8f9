// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/unclear.h"
#include "core/setup/accuracy.h"
#include "core/values/output_kind.h"

#include <QString>
#include <QStringList>

#include <optional>

class QWidget;

namespace palimpsest {

class Dialogs;

/// What data sets of pictures come as.
enum class DataSetKind { Folder, Table };

/// The kinds for a question, in their order.
QStringList dataSetKinds();

/// Asks for a data set of that kind; none when the user gave up.
std::optional<QString> chooseDataSet(Dialogs& dialogs, QWidget* parent, const QString& title,
                                     DataSetKind kind);

/// Asks what data left open that were read as `choices` say, for `study` where it is about its
/// classes. The answer goes into `choices`; whether there was one. `refused` says why an earlier
/// answer did not do, where there was one.
bool answerQuestion(Dialogs& dialogs, QWidget* parent, const Unclear& question, const Study& study,
                    SetChoices& choices, const QString& refused = {});

/// Asks what a network answers with that leaves it open: one of the candidates, or none.
std::optional<OutputKind> askForOutputs(Dialogs& dialogs, QWidget* parent,
                                        const UndecidedOutputs& open);

} // namespace palimpsest

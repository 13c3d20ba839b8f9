// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QComboBox;
class QString;

namespace palimpsest {

struct AnnotationFormat;

/// A box of the formats of annotations that are read, or of those that are written; none is chosen
/// yet.
QComboBox* formatBox(bool areWritten);

/// The one that is chosen, or null.
const AnnotationFormat* chosenFormat(const QComboBox& box);

/// Chooses one by its name; none where it has no such name.
void chooseFormat(QComboBox& box, const QString& name);

} // namespace palimpsest

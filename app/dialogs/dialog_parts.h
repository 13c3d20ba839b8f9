// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/file_kinds.h"

#include <QString>
#include <QStringList>

#include <filesystem>
#include <vector>

class QComboBox;
class QDialog;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QWidget;

namespace palimpsest {

// What dialogs of this program are made of.

/// `accept`, which Enter presses, beside a button that cancels.
QDialogButtonBox* acceptButtons(QDialog& dialog, QPushButton* accept);

/// A button that Enter does not press.
QPushButton* plainButton(const QString& text);

/// A filter for choosers of files: "Tables (*.csv *.CSV *.tsv *.TSV)", as some tell cases apart.
QString fileFilter(const QString& name, Endings endings);

/// What a chooser of files gave.
std::vector<std::filesystem::path> pathsOf(const QStringList& files);

/// A path beside the button that chooses it.
QWidget* pathRow(QLineEdit* path, QPushButton* choose);

/// Text of any length: it breaks wherever it has to, and is scrolled where it would take more than
/// a third of the screen.
QWidget* longText(const QString& text);

/// A text of a few lines that may hold names of others; it can be selected.
QLabel* wrappedLabel(const char* name);

/// Adds an entry to a box. The middle of one that is wider, in pixels, gives way; its tip says the
/// whole.
void addEntry(QComboBox& box, const QString& text, int widest = 420);

/// Whether an entry can be chosen.
void enableEntry(QComboBox& box, int entry, bool isEnabled);

/// `content`, which is scrolled where there is no room for all of it, so that nothing in it is
/// squeezed.
QScrollArea* scrolled(QWidget* content);

/// Gives the labels of all forms in it one width, so that their fields stand below one another.
void alignLabels(const QWidget& dialog);

/// For sentences on what is wrong, until something is.
QLabel* problemLabel();

/// Clears `problem` as soon as a field in `form` says something else.
void clearOnceEdited(QLabel& problem, QWidget& form);

/// Makes a dialog high enough for what it holds by now.
void growToFit(QDialog& dialog);

/// How many samples of each class are drawn; 0 stands for all.
QSpinBox* perClassBox();

/// The seed of a draw.
QSpinBox* seedBox(const QString& tip);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace palimpsest {

class SampleListModel;
class StudySession;

/// Keeps the list of samples as the session has it: thumbnails, classes, change at the epoch.
void keepSamples(StudySession& session, SampleListModel& model);

/// The list beside a page: shows and changes the chosen sample.
QWidget* makeSampleList(StudySession& session, SampleListModel& model);

} // namespace palimpsest

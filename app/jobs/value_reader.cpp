// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/value_reader.h"

#include <utility>

namespace palimpsest {

ValueReader::ValueReader(QObject* parent) : QObject(parent), m_task(this) {}

void ValueReader::load(std::filesystem::path folder, Study study)
{
    m_task.post(
        [this, folder = std::move(folder),
         study = std::move(study)](const LatestTask::Request& request) {
            StudyInputs inputs(folder, study);
            const auto values = std::make_shared<StudyValues>(
                loadValues(inputs, [&](std::size_t, std::size_t) { return request.goesOn(); }));
            request.deliver([this, values] { emit loaded(values); });
        },
        [this](const QString& why) { emit failed(why); });
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/analyst.h"

#include "core/base/error.h"

#include <QMetaObject>

namespace palimpsest {

Analyst::Analyst(QObject* parent) : QObject(parent) {}

Analyst::~Analyst() = default;

void Analyst::drop()
{
    m_thread.stopAll();
    ++m_latest;
}

template<typename Work, typename Complain>
void Analyst::post(Work work, Complain complain)
{
    drop();
    const std::uint64_t number = m_latest;
    m_thread.post([=, this, work = std::move(work)](const std::atomic_bool& stop) {
        const auto deliver = [&](auto answer) {
            QMetaObject::invokeMethod(
                this,
                [this, number, answer] {
                    if (number == m_latest) {
                        answer();
                    }
                },
                Qt::QueuedConnection);
        };
        try {
            deliver(work([&stop](std::size_t, std::size_t) { return !stop; }));
        } catch (const Cancelled&) {
            return; // somebody asked for something newer
        } catch (const std::exception& error) {
            deliver([complain, why = QString::fromUtf8(error.what())] { complain(why); });
        }
    });
}

void Analyst::load(std::filesystem::path folder, Study study)
{
    post(
        [this, folder = std::move(folder), study = std::move(study)](const Progress& progress) {
            StudyInputs inputs(folder, study);
            const auto values = std::make_shared<StudyValues>(loadValues(inputs, progress));
            return [this, values] { emit loaded(values); };
        },
        [this](const QString& why) { emit loadFailed(why); });
}

void Analyst::analyse(Study study, std::shared_ptr<const StudyValues> values,
                      AnalysisOptions options)
{
    post(
        [this, study = std::move(study), values = std::move(values),
         options = std::move(options)](const Progress& progress) {
            const auto analysis =
                std::make_shared<Analysis>(palimpsest::analyse(study, *values, options, progress));
            return [this, analysis] { emit analysed(analysis); };
        },
        [this](const QString& why) { emit analysisFailed(why); });
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/sample_looks.h"

#include "app/document/study_document.h"
#include "core/study/study_change.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

SampleLooks::SampleLooks(SheetSourceMaker makeSource, QObject* parent)
    : QObject(parent), m_loader(std::move(makeSource))
{
    connect(&m_loader, &SheetLoader::loaded, this,
            [this](const std::shared_ptr<LoadedSheet>& sheet) { take(*sheet); });
    connect(&m_loader, &SheetLoader::failed, this, &SampleLooks::giveUp);
}

void SampleLooks::setDocument(StudyDocument* document)
{
    m_loader.drop();
    m_looks.clear();
    m_document = document;
    if (m_document != nullptr) {
        loadMissing();
    }
}

void SampleLooks::studyChanged(const Study& before)
{
    const Study& study = m_document->study();
    const bool isPreparedSame = prepareAlike(before, study);
    if (isPreparedSame && std::ranges::equal(study.samples, before.samples, sameContent)) {
        return; // what is being read goes on
    }
    if (isPreparedSame) {
        forgetOthers(before);
    } else {
        m_looks.clear();
    }
    loadMissing();
}

/// Forgets samples that the study does not hold, or not as `before` did.
void SampleLooks::forgetOthers(const Study& before)
{
    std::map<std::string, SampleLook> kept;
    for (const Sample& sample : before.samples) {
        const auto now = m_document->placeOf(sample.id);
        if (now && sameContent(m_document->study().samples[*now], sample) &&
            m_looks.contains(sample.id)) {
            kept.insert(m_looks.extract(sample.id));
        }
    }
    m_looks = std::move(kept);
}

void SampleLooks::loadMissing()
{
    Study missing = m_document->study();
    std::erase_if(missing.samples,
                  [this](const Sample& sample) { return m_document->hasSheet(sample.id); });
    m_loader.drop();
    m_unread.reset();
    if (!missing.samples.empty()) {
        emit started();
        m_loader.load(m_document->folder(), std::move(missing));
    }
}

void SampleLooks::take(LoadedSheet& loaded)
{
    const auto sample = m_document->placeOf(loaded.sampleId);
    if (!sample) {
        return;
    }
    if (m_document->takeSheet(*sample, std::move(loaded.seen))) {
        m_looks[loaded.sampleId] = std::move(loaded.look);
    }
    emit changed(*sample);
    if (loaded.isNewer) {
        emit foundNewer();
    }
}

void SampleLooks::giveUp(const QString& why)
{
    const QString sentence =
        tr("Not all samples could be read: %1 Open the study again to read the others.").arg(why);
    m_unread = SampleLook{.thumbnail = {}, .parts = std::nullopt, .problem = sentence};
    const std::vector<Sample>& samples = m_document->study().samples;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!m_document->hasSheet(samples[i].id)) {
            emit changed(i);
        }
    }
    emit failed(sentence);
}

void SampleLooks::sheetChanged(std::size_t sample)
{
    m_looks.erase(m_document->study().samples[sample].id);
    emit changed(sample);
}

const SampleLook* SampleLooks::of(std::size_t sample)
{
    const std::string& id = m_document->study().samples[sample].id;
    const auto known = m_looks.find(id);
    if (known != m_looks.end()) {
        return &known->second;
    }
    if (!m_document->hasSheet(id)) {
        return m_unread ? &*m_unread : nullptr;
    }
    const SampleLook look = lookOf(m_document->sheet(sample), m_document->study());
    return &m_looks.emplace(id, look).first->second;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/study_annotations.h"

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/pictures/picture_header.h"
#include "core/samples/picture_view.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"
#include "core/study/taking_in.h"
#include "core/study/unsaved_edits.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

void requirePictures(const Study& study)
{
    if (const std::string why = whyNoAnnotations(study); !why.empty()) {
        throw BadInput(why);
    }
}

/// Throws Cancelled when nobody waits any more.
void step(const Progress& progress, std::size_t done, std::size_t total)
{
    if (progress && !progress(done, total)) {
        throw Cancelled();
    }
}

PixelSize storedSize(const fs::path& folder, const Sample& sample)
{
    return uprightSize(readPictureHeader(ownFile(folder, sample.image)));
}

/// The samples by what pictures may be called.
class SampleNames
{
public:
    explicit SampleNames(const Study& study)
    {
        for (std::size_t i = 0; i < study.samples.size(); ++i) {
            m_samples[study.samples[i].id].insert(i);
            m_samples[study.samples[i].image.stem().string()].insert(i);
        }
    }

    std::set<std::size_t> called(const std::string& picture) const
    {
        const fs::path file = fs::path(picture).filename();
        for (const std::string& name :
             {file.string(), file.stem().string(), safeNameFrom(file.stem().string(), "")}) {
            if (const auto found = m_samples.find(name); found != m_samples.end()) {
                return found->second;
            }
        }
        return {};
    }

private:
    std::map<std::string, std::set<std::size_t>> m_samples;
};

/// Pictures whose names no sample has, by what their files say, to samples that have none yet.
void matchStrangers(const SampleNames& names, std::vector<AnnotatedPicture> strangers,
                    std::map<std::size_t, std::vector<AnnotatedPicture>>& bySample,
                    std::vector<std::string>& unmatched)
{
    std::map<std::size_t, std::vector<AnnotatedPicture>> more;
    for (AnnotatedPicture& stranger : strangers) {
        const std::string& said = stranger.drawnOn.name;
        const auto samples = said.empty() ? std::set<std::size_t>() : names.called(said);
        if (samples.size() == 1 && !bySample.contains(*samples.begin())) {
            more[*samples.begin()].push_back(std::move(stranger));
        } else {
            unmatched.push_back(stranger.name);
        }
    }
    bySample.merge(more);
}

/// Pictures by their samples; what more than one is called like is left out.
std::map<std::size_t, AnnotatedPicture> matched(const Study& study, const SampleNames& names,
                                                std::vector<AnnotatedPicture> pictures,
                                                PartImport& import)
{
    std::map<std::size_t, std::vector<AnnotatedPicture>> bySample;
    std::vector<AnnotatedPicture> strangers;
    for (AnnotatedPicture& picture : pictures) {
        const std::set<std::size_t> samples = names.called(picture.name);
        if (samples.empty()) {
            strangers.push_back(std::move(picture));
        } else if (samples.size() > 1) {
            import.remarks.push_back("Left out: \"" + shown(picture.name) +
                                     "\", as more than one sample is called like it.");
        } else {
            bySample[*samples.begin()].push_back(std::move(picture));
        }
    }
    matchStrangers(names, std::move(strangers), bySample, import.unmatched);
    std::map<std::size_t, AnnotatedPicture> result;
    for (auto& [sample, candidates] : bySample) {
        if (candidates.size() == 1) {
            result[sample] = std::move(candidates[0]);
            continue;
        }
        std::vector<std::string> called;
        for (const AnnotatedPicture& candidate : candidates) {
            called.push_back(shown(candidate.name));
        }
        import.remarks.push_back("Left out: " + listedNames(called) +
                                 ", as all of them are called like sample " +
                                 study.samples[sample].id + ".");
    }
    return result;
}

/// What of a drawing models see, which is told by a remark where it is not all. Nothing where the
/// drawing is of another picture or nothing is left.
std::optional<Drawing> seenOf(const fs::path& folder, const Study& study, const Sample& sample,
                              const AnnotatedPicture& picture, std::vector<std::string>& remarks)
{
    Drawing drawing = picture.drawing;
    const std::string what = "Left out: \"" + shown(picture.name) + "\"";
    if (drawing.shapes.empty() && drawing.points.empty()) {
        remarks.push_back(what + ", as it has no parts.");
        return std::nullopt;
    }
    std::vector<std::string> outside;
    try {
        const PixelSize size = storedSize(folder, sample);
        outside = partsWithoutPixels(onView(drawing, size.width, size.height, study.preprocessing,
                                            "\"" + shown(picture.name) + "\""));
    } catch (const Error& error) {
        remarks.push_back(what + ". " + error.what());
        return std::nullopt;
    }
    for (const std::string& name : outside) {
        drawing =
            withoutPart(std::move(drawing), static_cast<std::size_t>(partIndex(drawing, name)));
    }
    if (!outside.empty()) {
        remarks.push_back("Parts of \"" + shown(picture.name) +
                          "\" that the models do not see are left out: " + listedNames(outside) +
                          ".");
    }
    if (drawing.parts.size() > kMaxParts) {
        remarks.push_back("\"" + shown(picture.name) + "\" has " +
                          std::to_string(drawing.parts.size()) + " parts, and models take " +
                          std::to_string(kMaxParts) + ": merge some before values are made.");
    }
    return drawing.parts.empty() && drawing.points.empty() ? std::nullopt
                                                           : std::optional(std::move(drawing));
}

/// Why what comes to a sample seems to be of another picture; empty where nothing speaks for it.
std::string doubtOn(const AnnotatedPicture& picture, const fs::path& folder, const Study& study,
                    std::size_t sample, const SampleNames& names)
{
    const DrawnOn& on = picture.drawnOn;
    const bool isCalledSo =
        areCalledAlike(on.name, picture.name) || names.called(on.name).contains(sample);
    return whyOfAnother(on, isCalledSo, ownFile(folder, study.samples[sample].image));
}

/// The parts that stand in a study's folder; nothing where none were drawn.
std::optional<Drawing> standingParts(const fs::path& folder, const Sample& sample)
{
    const fs::path file = ownParts(folder, sample);
    return stands(file) ? std::optional(readLabelMe(file)) : std::nullopt;
}

/// Parts without a colour get that of the one of their name.
void takeColours(Drawing& drawing, const Drawing& standing)
{
    for (PartStyle& part : drawing.parts) {
        const int before = part.colour.empty() ? partIndex(standing, part.name) : -1;
        if (before >= 0) {
            part.colour = standing.parts[static_cast<std::size_t>(before)].colour;
        }
    }
}

/// What stands there with the points of `coming`, which is on the stored picture, on its own
/// pixels.
Drawing withPointsOf(Drawing standing, const Drawing& coming, PixelSize stored,
                     const Preprocessing& preprocessing)
{
    const bool isElsewhere = isOnView(standing, preprocessing) && !isOnView(coming, preprocessing);
    standing.points =
        isElsewhere
            ? onView(coming, stored.width, stored.height, preprocessing, "the annotations").points
            : coming.points;
    return standing;
}

/// Compares what comes with what stands there.
ImportedParts compared(std::size_t sample, AnnotatedPicture picture,
                       const std::optional<Drawing>& standing, PixelSize stored,
                       const Preprocessing& preprocessing)
{
    ImportedParts parts{.sample = sample, .picture = std::move(picture)};
    Drawing& drawing = parts.picture.drawing;
    parts.isPointsOnly = drawing.shapes.empty();
    if (!standing) {
        return parts;
    }
    if (parts.isPointsOnly) {
        drawing = withPointsOf(*standing, drawing, stored, preprocessing);
        parts.isSame = drawing == *standing;
        parts.keepsValues = true;
        return parts;
    }
    if (drawing.points.empty()) {
        drawing.points = onStored(*standing, stored, preprocessing).points;
    }
    if (!drawing.object) {
        drawing.object = onStored(*standing, stored, preprocessing).object;
    }
    parts.replaced = standing->parts.size();
    takeColours(drawing, *standing);
    try {
        const auto map = [&](const Drawing& drawn) {
            return paint(onView(drawn, stored.width, stored.height, preprocessing, {}));
        };
        const LabelMap before = map(*standing); // which throws where it is of another picture
        parts.isSame =
            *standing == drawing || onStored(*standing, stored, preprocessing) == drawing;
        parts.keepsValues = parts.isSame || coarsening(before, map(drawing)).has_value();
    } catch (const BadInput&) {
        return parts; // what was drawn on another picture has no values
    }
    return parts;
}

} // namespace

std::string whyNoAnnotations(const Study& study)
{
    return kindOf(study) == SampleKind::Picture
               ? std::string()
               : "The samples of this study are sentences, whose parts are words. Annotations are "
                 "of pictures: take a study of pictures.";
}

PictureSizes storedSizes(const fs::path& folder, const Study& study)
{
    return [folder, study,
            names = SampleNames(study)](const std::string& picture) -> std::optional<PixelSize> {
        const std::set<std::size_t> samples = names.called(picture);
        try {
            return samples.size() == 1
                       ? std::optional(storedSize(folder, study.samples[*samples.begin()]))
                       : std::nullopt;
        } catch (const Error&) {
            return std::nullopt;
        }
    };
}

PartImport matchAnnotations(const fs::path& folder, const Study& study, Annotations annotations,
                            const Progress& progress)
{
    requirePictures(study);
    PartImport import;
    import.remarks = std::move(annotations.remarks);
    const SampleNames names(study);
    auto pictures = matched(study, names, std::move(annotations.pictures), import);
    for (std::size_t i = 0; i < study.samples.size(); ++i) {
        step(progress, i, study.samples.size());
        const Sample& sample = study.samples[i];
        const auto found = pictures.find(i);
        auto seen = found == pictures.end()
                        ? std::nullopt
                        : seenOf(folder, study, sample, found->second, import.remarks);
        if (!seen) {
            import.withoutParts.push_back(sample.id);
            continue;
        }
        import.seen.look(partsPath(folder, sample));
        std::string doubt = doubtOn(found->second, folder, study, i, names);
        found->second.drawing = std::move(*seen);
        import.samples.push_back(compared(i, std::move(found->second),
                                          standingParts(folder, sample), storedSize(folder, sample),
                                          study.preprocessing));
        import.samples.back().doubt = std::move(doubt);
    }
    return import;
}

void requireUnchanged(const PartImport& import, const fs::path& folder, const Sample& sample)
{
    const fs::path file = partsPath(folder, sample);
    if (!import.seen.mayReplace(file)) {
        throw NotWritable(quoted(file) + " was changed by another program meanwhile, so it and "
                                         "the samples after it were left as they are. Do this "
                                         "again.");
    }
}

fs::path setReplacedAside(const fs::path& folder, const Study& study,
                          const std::vector<ImportedParts>& coming)
{
    UnsavedEdits edits;
    for (const ImportedParts& parts : coming) {
        if (parts.replaces()) {
            edits.drawings[study.samples[parts.sample].id] = parts.picture.drawing;
        }
    }
    return edits.empty() ? fs::path() : setFilesAside(folder, edits, "import");
}

fs::path writeImport(const fs::path& folder, const Study& study, const PartImport& import)
{
    const fs::path aside = setReplacedAside(folder, study, import.samples);
    for (const ImportedParts& parts : import.samples) {
        const Sample& sample = study.samples[parts.sample];
        const fs::path file = partsPath(folder, sample);
        if (parts.isSame) {
            continue;
        }
        requireUnchanged(import, folder, sample);
        writeFileAtomically(
            file,
            labelMeText(file, parts.picture.drawing, ".." / sample.image, parts.picture.otherKeys),
            folder);
    }
    return aside;
}

Annotations studyAnnotations(const fs::path& folder, const Study& study,
                             const std::optional<std::vector<std::size_t>>& samples,
                             const Progress& progress)
{
    requirePictures(study);
    Annotations result;
    std::vector<std::string> without;
    const std::size_t count = samples ? samples->size() : study.samples.size();
    for (std::size_t i = 0; i < count; ++i) {
        step(progress, i, count);
        const Sample& sample = study.samples[samples ? (*samples)[i] : i];
        auto standing = standingParts(folder, sample);
        if (!standing || standing->shapes.empty()) {
            without.push_back(sample.id);
            continue;
        }
        const fs::path file = ownParts(folder, sample);
        const PixelSize stored = storedSize(folder, sample);
        onView(*standing, stored.width, stored.height, study.preprocessing, quoted(file));
        const std::string otherKeys = otherKeysOfLabelMe(file);
        result.pictures.push_back(
            {.name = sample.image.filename().string(),
             .drawing = onStored(std::move(*standing), stored, study.preprocessing),
             .otherKeys = otherKeys});
    }
    if (!without.empty()) {
        result.remarks.push_back("Samples without parts are left out: " + listedNames(without) +
                                 ".");
    }
    return result;
}

} // namespace palimpsest

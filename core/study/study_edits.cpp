// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_edits.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/image.h"
#include "core/samples/preprocessing.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fstream>
#include <functional>
#include <optional>
#include <set>
#include <string_view>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Cuts off the digits, or the character, that `text` begins with. Leading zeros are left out.
std::string_view nextPiece(std::string_view& text)
{
    std::size_t end = 0;
    while (end < text.size() && isDigit(text[end])) {
        ++end;
    }
    std::string_view piece = text.substr(0, std::max<std::size_t>(end, 1));
    text.remove_prefix(piece.size());
    while (piece.size() > 1 && piece.front() == '0') {
        piece.remove_prefix(1);
    }
    return piece;
}

/// Numbers within names by their value, letters whatever their case: epoch_9, Epoch_10.
bool comesBefore(std::string_view a, std::string_view b)
{
    while (!a.empty() && !b.empty()) {
        const std::string_view x = nextPiece(a);
        const std::string_view y = nextPiece(b);
        if (isDigit(x.front()) && isDigit(y.front())) {
            if (x != y) {
                return x.size() != y.size() ? x.size() < y.size() : x < y;
            }
            continue;
        }
        const int left = std::tolower(static_cast<unsigned char>(x.front()));
        const int right = std::tolower(static_cast<unsigned char>(y.front()));
        if (left != right) {
            return left < right;
        }
    }
    return a.size() < b.size();
}

/// The last number in `name`, where there is one that can be an epoch.
std::optional<int> lastNumber(std::string_view name)
{
    while (!name.empty() && !isDigit(name.back())) {
        name.remove_suffix(1);
    }
    std::size_t begin = name.size();
    while (begin > 0 && isDigit(name[begin - 1])) {
        --begin;
    }
    int number = 0;
    const auto [end, error] =
        std::from_chars(name.data() + begin, name.data() + name.size(), number);
    return begin < name.size() && error == std::errc() && number <= kMaxEpoch
               ? std::optional(number)
               : std::nullopt;
}

/// Files that were made for an edit; they go again unless all of it succeeds.
class NewFiles
{
public:
    NewFiles() = default;
    NewFiles(const NewFiles&) = delete;
    NewFiles& operator=(const NewFiles&) = delete;
    ~NewFiles()
    {
        for (const fs::path& file : m_files) {
            std::error_code ignored;
            fs::remove(file, ignored);
        }
    }

    void add(const fs::path& file) { m_files.push_back(file); }
    void keep() { m_files.clear(); }

private:
    std::vector<fs::path> m_files;
};

/// `name`, or `name`_2, `name`_3, … until one is not taken.
std::string firstFree(const std::string& name,
                      const std::function<bool(const std::string&)>& isTaken)
{
    std::string candidate = name;
    for (int number = 2; isTaken(candidate); ++number) {
        candidate = name + "_" + std::to_string(number);
    }
    return candidate;
}

/// The file's name with everything replaced that an id cannot hold.
std::string idFrom(const fs::path& image)
{
    constexpr std::size_t kLongest = 80;
    std::string id;
    for (const char c : image.stem().string()) {
        if (isSafeName("x" + std::string(1, c))) {
            id += c;
        } else if (!id.ends_with('_')) {
            id += '_';
        }
    }
    id.erase(0, id.find_first_not_of("._"));
    id.resize(std::min(id.size(), kLongest));
    return id.empty() ? "sample" : id;
}

bool isThere(const fs::path& path)
{
    std::error_code status;
    return fs::exists(path, status);
}

bool hasSample(const Study& study, const std::string& id)
{
    return std::ranges::find(study.samples, id, &Sample::id) != study.samples.end();
}

enum class CheckpointKind { Safetensors, TorchFile, TorchScript };

const char* endingOf(CheckpointKind kind)
{
    switch (kind) {
    case CheckpointKind::Safetensors:
        return ".safetensors";
    case CheckpointKind::TorchFile:
        return ".pth";
    case CheckpointKind::TorchScript:
        break;
    }
    return ".pt";
}

std::string bytesFrom(std::ifstream& file, std::streamoff at, std::size_t count)
{
    std::string bytes(count, '\0');
    file.clear();
    file.seekg(at);
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

/// What torch.save writes: a zip archive whose list of contents, at its end, has "data.pkl", or,
/// before version 1.6, the magic number of the format as the first pickle.
bool isTorchFile(const fs::path& path, std::string_view start)
{
    constexpr std::string_view kMagic("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 12);
    if (start.starts_with('\x80')) {
        return start.find(kMagic) != std::string_view::npos;
    }
    constexpr std::uintmax_t kList = 1 << 20;
    const std::uintmax_t size = fs::file_size(path);
    const std::uintmax_t count = std::min(size, kList);
    std::ifstream file(path, std::ios::binary);
    return start.starts_with("PK") &&
           bytesFrom(file, static_cast<std::streamoff>(size - count), count).rfind("data.pkl") !=
               std::string::npos;
}

CheckpointKind kindOf(const fs::path& path)
{
    if (isTorchScript(path)) {
        return CheckpointKind::TorchScript;
    }
    constexpr std::size_t kStart = 32;
    std::ifstream file(path, std::ios::binary);
    const std::string start = bytesFrom(file, 0, kStart);
    if (isTorchFile(path, start)) {
        return CheckpointKind::TorchFile;
    }
    if (start.starts_with("PK")) {
        throw BadInput(quoted(path) + " is no archive of torch.save or TorchScript, or is cut " +
                       "short. Copy it again from where it came from.");
    }
    // safetensors: the length of its header in eight bytes, then the header, which is JSON.
    constexpr std::size_t kLength = 8;
    if (start.size() <= kLength || start[kLength] != '{') {
        throw BadInput(quoted(path) + " is neither safetensors nor a file of torch.save nor " +
                       "TorchScript. Save the model's weights in one of these formats.");
    }
    return CheckpointKind::Safetensors;
}

/// The lineage to put checkpoints into, made when there is none of that name.
Lineage& lineageNamed(Study& study, const std::string& name, Role role)
{
    const auto found = std::ranges::find(study.lineages, name, &Lineage::name);
    if (found != study.lineages.end()) {
        return *found;
    }
    if (!isSafeName(name)) {
        throw BadInput("A lineage cannot be called \"" + name + "\". Use letters, digits, '-', " +
                       "'_' and '.', as the name becomes a folder.");
    }
    study.lineages.push_back({.name = name, .role = role});
    return study.lineages.back();
}

/// The template for weights of `lineage`: its own or, when it is new, the first there is.
fs::path templateFor(const Study& study, const Lineage& lineage, const fs::path& weights)
{
    const auto hasTemplate = [](const Lineage& of) { return !of.modelTemplate.empty(); };
    if (hasTemplate(lineage)) {
        return lineage.modelTemplate;
    }
    const auto other = std::ranges::find_if(study.lineages, hasTemplate);
    if (!lineage.checkpoints.empty() || other == study.lineages.end()) {
        throw BadInput(quoted(weights) + " holds weights, and there is no TorchScript template " +
                       "for lineage \"" + lineage.name + "\" to put them into. Add checkpoints " +
                       "that are TorchScript files.");
    }
    return other->modelTemplate;
}

void requireFreeEpochs(const Lineage& lineage, const std::vector<AddedCheckpoint>& files)
{
    std::set<int> taken;
    for (const Checkpoint& checkpoint : lineage.checkpoints) {
        taken.insert(checkpoint.epoch);
    }
    for (const AddedCheckpoint& file : files) {
        if (file.epoch < 0 || file.epoch > kMaxEpoch) {
            throw BadInput("Epoch " + std::to_string(file.epoch) + " of " + quoted(file.path) +
                           " is no number from 0 to " + std::to_string(kMaxEpoch) + ".");
        }
        if (!taken.insert(file.epoch).second) {
            throw BadInput("Lineage \"" + lineage.name + "\" has epoch " +
                           std::to_string(file.epoch) + " already, so " + quoted(file.path) +
                           " needs another one.");
        }
    }
}

/// "epoch_07"
std::string epochName(int epoch)
{
    return std::string("epoch_") + (epoch < 10 ? "0" : "") + std::to_string(epoch);
}

} // namespace

std::vector<AddedCheckpoint> checkpointFiles(std::vector<fs::path> files)
{
    std::ranges::sort(files, [](const fs::path& a, const fs::path& b) {
        const std::string x = a.stem().string();
        const std::string y = b.stem().string();
        const bool alike = !comesBefore(x, y) && !comesBefore(y, x);
        return alike ? comesBefore(a.string(), b.string()) : comesBefore(x, y);
    });
    std::vector<AddedCheckpoint> result;
    std::set<std::optional<int>> numbers;
    for (fs::path& file : files) {
        const std::optional<int> number = lastNumber(file.stem().string());
        numbers.insert(number);
        result.push_back({.path = std::move(file), .epoch = number.value_or(0)});
    }
    if (numbers.contains(std::nullopt) || numbers.size() < result.size()) {
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i].epoch = static_cast<int>(i);
        }
    }
    return result;
}

std::string freshSampleId(const Study& study, const fs::path& image)
{
    return firstFree(idFrom(image), [&](const std::string& id) { return hasSample(study, id); });
}

Study withSamples(const fs::path& folder, Study study, const std::vector<fs::path>& images,
                  int label)
{
    if (label < 0 || label >= static_cast<int>(study.classes.size())) {
        throw BadInput("The study has no class number " + std::to_string(label) +
                       ". Choose one of its classes.");
    }
    if (study.tokenisation) {
        throw BadInput("The samples of this study are sentences, and pictures cannot stand beside "
                       "them. Open a study of pictures, or write sentences into study.json.");
    }
    std::vector<Image> pictures;
    for (const fs::path& path : images) {
        pictures.push_back(readImage(path, study.preprocessing.channels()));
        preprocess(pictures.back(), study.preprocessing, quoted(path)); // refuses other sizes
    }
    NewFiles made;
    for (std::size_t i = 0; i < images.size(); ++i) {
        Sample sample{.label = label};
        // Nor may it take over what an earlier sample of that name left behind.
        sample.id = firstFree(idFrom(images[i]), [&](const std::string& id) {
            return hasSample(study, id) || isThere(folder / "images" / (id + ".png")) ||
                   isThere(partsPath(folder, {.id = id}));
        });
        sample.image = fs::path("images") / (sample.id + ".png");
        writePng(folder / sample.image, pictures[i]);
        made.add(folder / sample.image);
        study.samples.push_back(std::move(sample));
    }
    made.keep();
    return study;
}

Study withCheckpoints(const fs::path& folder, Study study, const std::string& lineage, Role role,
                      const std::vector<AddedCheckpoint>& files)
{
    if (files.empty()) {
        return study; // a lineage cannot be empty
    }
    std::vector<CheckpointKind> kinds;
    for (const AddedCheckpoint& file : files) {
        kinds.push_back(kindOf(file.path));
    }
    Lineage& target = lineageNamed(study, lineage, role);
    requireFreeEpochs(target, files);
    fs::path modelTemplate = target.modelTemplate;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (kinds[i] != CheckpointKind::TorchScript) {
            modelTemplate = templateFor(study, target, files[i].path);
        }
    }
    target.modelTemplate = modelTemplate;
    NewFiles made;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const char* extension = endingOf(kinds[i]);
        const fs::path place = fs::path("checkpoints") / lineage;
        const std::string name =
            firstFree(epochName(files[i].epoch), [&](const std::string& candidate) {
                return isThere(folder / place / (candidate + extension));
            });
        const fs::path weights = place / (name + extension);
        copyFileAtomically(files[i].path, folder / weights);
        made.add(folder / weights);
        target.checkpoints.push_back({.epoch = files[i].epoch, .weights = weights});
    }
    std::ranges::sort(target.checkpoints, {}, &Checkpoint::epoch);
    made.keep();
    return study;
}

} // namespace palimpsest

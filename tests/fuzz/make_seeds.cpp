// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/models/readers/safetensors.h"
#include "core/study/value_pack.h"
#include "support/packed_units.h"
#include "support/places.h"
#include "support/torch_files.h"

#include <iostream>

// Writes small sound files for every fuzzer to begin with: make-fuzz-seeds FOLDER

namespace {

using namespace palimpsest;

/// What training scripts save around a state dict.
std::string trainingPickle()
{
    return PickleWriter()
        .raw("}q\x01(")
        .text("epoch")
        .raw("K\x03")
        .text("args")
        .name("argparse", "Namespace")
        .raw(")R}")
        .text("lr")
        .raw("G\x3f\xb9\x99\x99\x99\x99\x99\x9as"
             "b")
        .text("state_dict")
        .name("collections", "OrderedDict")
        .raw(")R(")
        .text("module.w")
        .name("torch._utils", "_rebuild_parameter")
        .raw("(")
        .tensor({.type = "HalfStorage", .count = 6, .shape = {3, 2}, .strides = {1, 3}})
        .raw("\x88")
        .name("collections", "OrderedDict")
        .raw(")RtRu}bu")
        .whole();
}

/// The insides of units and the heads of packs, which the fuzzers sign.
void writeUnitSeeds(const std::filesystem::path& folder)
{
    PackBuilder pack("seed.pack.h5");
    for (std::uint32_t i = 0; i < 3; ++i) {
        const ValueUnit unit = randomUnit(2 + static_cast<int>(i), i);
        const std::string bytes = unitBytes("seed.h5", unit);
        const std::string inside = bytes.substr(0, bytes.size() - kSha256Digits);
        const std::string name = "s" + std::to_string(i);
        writeFileAtomically(folder / "unit" / name, inside);
        pack.add(name,
                 {.key = unit.key,
                  .partCount = unit.table.partCount,
                  .bytes = bytes.size(),
                  .sha256 = sha256(inside)},
                 unitValues(unit.table, 1, ValueKind::LogOdds));
    }
    const std::string head = pack.head();
    writeFileAtomically(folder / "pack/head", head.substr(0, head.size() - kSha256Digits));
}

void writeSeeds(const std::filesystem::path& folder)
{
    writeFileAtomically(folder / "pickle/state", smallStatePickle());
    writeFileAtomically(folder / "pickle/training", trainingPickle());
    const auto storages = smallStorages();
    const std::string legacy = legacyTorchBytes(
        smallStatePickle(), {{"0", 6, storages.at("0")}, {"1", 1, storages.at("1")}});
    const std::string training = legacyTorchBytes(trainingPickle(), {{"0", 6, "123456789012"}});
    for (const std::string name : {"torch_legacy", "checkpoint"}) {
        writeFileAtomically(folder / name / "state.pt", legacy);
        writeFileAtomically(folder / name / "training.pt", training);
    }
    for (const std::string name : {"torch_zip", "checkpoint"}) {
        std::filesystem::create_directories(folder / name);
        writeTorchZip(folder / name / "stored.pt", smallStatePickle(), storages);
        writeTorchZip(folder / name / "packed.pt", smallStatePickle(), storages, true);
        writeTorchZip(folder / name / "training.pt.zip", trainingPickle(), {{"0", "123456789012"}});
    }
    const TensorMap tensors = {{"a.weight", {{2, 3}, {1, 2, 3, 4, 5, 6}}}, {"b", {{}, {7}}}};
    for (const std::string name : {"safetensors", "checkpoint"}) {
        writeSafetensors(folder / name / "x.safetensors", tensors);
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder / "checkpoint")) {
        readCheckpoint(entry.path()); // throws when a seed is not sound
    }
    const std::filesystem::path parts = sourceFolder() / "data/demo/parts";
    for (const auto& entry : std::filesystem::directory_iterator(parts)) {
        copyFileAtomically(entry.path(), folder / "labelme" / entry.path().filename());
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "Usage: make-fuzz-seeds FOLDER\n";
        return 2;
    }
    writeSeeds(argv[1]);
    writeUnitSeeds(argv[1]);
    return 0;
}

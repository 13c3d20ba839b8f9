// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/models/readers/safetensors.h"
#include "core/models/torch_classifier.h"
#include "core/models/trust/trust.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

// Files that others wrote, where this machine has them.
class RealFiles : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!fs::exists(m_data)) {
            GTEST_SKIP() << "The collection is not on this machine.";
        }
    }

    static std::set<fs::path> filesIn(const fs::path& folder)
    {
        return {fs::directory_iterator(folder), fs::directory_iterator()};
    }

    CheckpointFile read(const std::string& name) { return readCheckpoint(m_data / name); }

    fs::path m_data = sourceFolder() / "../shared/data";
};

TEST_F(RealFiles, TheSameNetworkInEveryContainerGivesTheSameTensors)
{
    const CheckpointFile safetensors = read("models/derived_formats/resnet20_cifar10.safetensors");
    EXPECT_EQ(safetensors.container, Container::Safetensors);
    EXPECT_FALSE(safetensors.tensors.empty());
    const CheckpointFile zip = read("models/derived_formats/resnet20_cifar10_state_dict_zip.pt");
    EXPECT_EQ(zip.container, Container::TorchZip);
    EXPECT_EQ(zip.tensors, safetensors.tensors);
    const CheckpointFile legacy =
        read("models/derived_formats/resnet20_cifar10_state_dict_legacy.pt");
    EXPECT_EQ(legacy.container, Container::TorchLegacy);
    EXPECT_EQ(legacy.tensors, safetensors.tensors);
    const CheckpointFile training =
        read("models/derived_formats/resnet20_training_checkpoint_zip.pt");
    EXPECT_EQ(training.wrapper, "state_dict");
    EXPECT_EQ(training.prefix, "module.");
    EXPECT_EQ(training.tensors, safetensors.tensors);
    const CheckpointFile original = read("models/cifar10_resnet/resnet20-12fca82f.th");
    EXPECT_EQ(original.wrapper, "state_dict");
    EXPECT_EQ(original.tensors, safetensors.tensors);
    EXPECT_EQ(containerOf(m_data / "models/derived_formats/resnet20_cifar10_torchscript.pt"),
              Container::TorchScript);
    EXPECT_EQ(read("models/imagenet_squeezenet1_0/squeezenet1_0_imagenet_rgb.pth").tensors,
              read("models/imagenet_squeezenet1_0/squeezenet1_0_imagenet_rgb.safetensors").tensors);
    EXPECT_EQ(read("models/cifar10_resnet/reference_io_foolbox20.pt").tensors,
              read("models/cifar10_resnet/reference_io_foolbox20.safetensors").tensors);
}

TEST_F(RealFiles, EveryCheckpointIsReadWithAllItsNumbers)
{
    std::map<std::string, std::set<std::size_t>> sizes;
    for (const fs::path& folder : filesIn(m_data / "models")) {
        for (const fs::path& file : filesIn(folder)) {
            if (file.extension() != ".pth" && file.extension() != ".th") {
                continue;
            }
            std::size_t numbers = 0;
            for (const auto& [name, tensor] : readCheckpoint(file).tensors) {
                numbers += tensor.values.size();
            }
            EXPECT_GT(numbers * sizeof(float), fs::file_size(file) * 9 / 10) << file;
            sizes[folder.filename()].insert(numbers);
        }
    }
    EXPECT_EQ(sizes["cifar10_resnet"].size(), 4U) << "four depths";
    EXPECT_EQ(sizes["derived_cub10_squeezenet_finetune"].size(), 1U);
    EXPECT_EQ(sizes["derived_cifar10_resnet20_scratch"],
              sizes["derived_cifar10_resnet20_finetune"]);
}

TEST_F(RealFiles, HostilePicklesEndInBadFileAndLeaveNothingBehind)
{
    const auto before = filesIn(fs::current_path());
    for (const fs::path& file : filesIn(m_data / "robustness/pickle")) {
        if (file.filename() == "pytorch_model.bin") {
            EXPECT_EQ(readCheckpoint(file).container, Container::TorchLegacy);
            EXPECT_TRUE(readCheckpoint(file).tensors.contains(
                "distilbert.embeddings.word_embeddings.weight"));
        } else { // a tensor without a name among them
            EXPECT_THROW(readCheckpoint(file), BadFile) << file;
        }
    }
    EXPECT_EQ(filesIn(fs::current_path()), before);
}

TEST_F(RealFiles, WholeModulesGiveTheTensorsOfTheirStateDicts)
{
    const fs::path folder = m_data / "robustness/torch_files";
    const CheckpointFile state = readCheckpoint(folder / "cifar_net_state_dict.pt");
    EXPECT_EQ(state.tensors.size(), 10U);
    const CheckpointFile module = readCheckpoint(folder / "full_module_pickle_cifar_net.pt");
    EXPECT_EQ(module.tensors, state.tensors);
    EXPECT_EQ(module.moduleClass, "__main__.TheModelClass");
    EXPECT_EQ(containerOf(folder / "torchscript_gtsrb_cpu.pt"), Container::TorchScript);
    EXPECT_EQ(containerOf(folder / "torchscript_gtsrb_scripted.pt"), Container::TorchScript);
}

TEST_F(RealFiles, TorchScriptSavedFromAGraphicsCardOpensOnTheProcessor)
{
    for (const char* name : {"torchscript_gtsrb_cpu.pt", "torchscript_gtsrb_scripted.pt"}) {
        const fs::path path = m_data / "robustness/torch_files" / name;
        EXPECT_NO_THROW(openTorchClassifier({}, path, {}, trustingHost())) << path;
        EXPECT_THROW(requireTrusted(path, {}), Untrusted);
    }
}

// Any epoch of a run, in any container, for one template.
TEST_F(RealFiles, TemplatesTakeWeightsFromEveryContainer)
{
    const fs::path folder = m_data / "models/derived_formats";
    for (const char* name :
         {"resnet20_cifar10.safetensors", "resnet20_cifar10_state_dict_zip.pt",
          "resnet20_cifar10_state_dict_legacy.pt", "resnet20_training_checkpoint_zip.pt",
          "../cifar10_resnet/resnet20-12fca82f.th",
          "../derived_cifar10_resnet20_scratch/epoch_03.pth"}) {
        EXPECT_NO_THROW(openTorchClassifier(folder / "resnet20_cifar10_torchscript.pt",
                                            folder / name, {}, trustingHost()))
            << name;
    }
    expectError<BadFile>(
        [&] {
            openTorchClassifier(folder / "resnet20_cifar10_torchscript.pt",
                                folder / "../cifar10_resnet/resnet32-d509ac18.th", {},
                                trustingHost());
        },
        "Not in the model: layer1.3");
}

TEST_F(RealFiles, SafetensorsOfOtherProgramsAreRead)
{
    for (const fs::path& file : filesIn(m_data / "robustness/safetensors_real")) {
        EXPECT_FALSE(readCheckpoint(file).tensors.empty()) << file;
    }
    const TensorMap types = read("robustness/safetensors_malformed/ok_dtypes.safetensors").tensors;
    EXPECT_EQ(types.size(), 3U) << "float16, bfloat16 and float64";
}

} // namespace
} // namespace palimpsest

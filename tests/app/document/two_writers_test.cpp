// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_document.h"
#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "support/application.h"
#include "support/program.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Two windows and the command line at one study. Every edit leaves a mark of its own, and what was
/// accepted must be there in the end.
class TwoWriters
{
public:
    explicit TwoWriters(fs::path study) : m_study(std::move(study)) {}

    /// One step of one of the writers, by chance.
    void step(std::mt19937& random)
    {
        std::unique_ptr<StudyDocument>& window = m_windows[random() % m_windows.size()];
        switch (random() % 6) {
        case 0:
            if (window) {
                window->save();
            }
            window.reset();
            return;
        case 1:
            if (window) {
                window->lookOutside();
            }
            return;
        case 2:
            if (window) {
                window->save();
            }
            return;
        default:
            if (!window) {
                window = std::make_unique<StudyDocument>(m_study);
            }
            random() % 2 == 0 ? name(*window) : draw(*window);
        }
    }

    void runCommand()
    {
        const double tau = 0.01 + 0.001 * ++m_mark;
        const ProgramResult result = cli({"set", m_study.string(), "--tau", std::to_string(tau)});
        if (result.exitCode == 0) {
            m_tau = tau;
        } else {
            EXPECT_EQ(result.exitCode, 4) << result.err;
            EXPECT_NE(result.err.find("document_tests (process"), std::string::npos) << result.err;
            ++refused;
        }
    }

    void closeAll()
    {
        for (std::unique_ptr<StudyDocument>& window : m_windows) {
            EXPECT_TRUE(!window || window->save());
            window.reset();
        }
    }

    void expectEverything() const
    {
        const Study study = readStudy(m_study);
        EXPECT_EQ(study.name, m_name);
        EXPECT_NEAR(study.settings.tau, m_tau, 1e-9);
        const Drawing drawing = readLabelMe(partsPath(m_study, study.samples.front()));
        for (const std::string& part : m_parts) {
            EXPECT_GE(partIndex(drawing, part), 0) << part;
        }
        EXPECT_EQ(drawing.parts.size(), 3 + m_parts.size());
    }

    int accepted() const { return static_cast<int>(m_parts.size()) + m_namings; }
    int refused = 0;

private:
    void name(StudyDocument& window)
    {
        Study after = window.study();
        after.name += " " + std::to_string(++m_mark);
        window.changeStudy(after, "name");
        if (window.study().name == after.name) {
            m_name = after.name;
            ++m_namings;
        } else {
            ++refused;
        }
    }

    void draw(StudyDocument& window)
    {
        const std::string part = "part " + std::to_string(++m_mark);
        window.changeDrawing(0, withPart(window.sheet(0).drawing, {.name = part, .colour = {}}),
                             "draw");
        if (partIndex(window.sheet(0).drawing, part) >= 0) {
            m_parts.push_back(part);
        } else {
            ++refused;
        }
    }

    fs::path m_study;
    std::array<std::unique_ptr<StudyDocument>, 2> m_windows;
    int m_mark = 0;
    int m_namings = 0;
    std::string m_name = readStudy(m_study).name;
    double m_tau = readStudy(m_study).settings.tau;
    std::vector<std::string> m_parts;
};

TEST(TwoWriters, LoseNothingInTwentyInterleavings)
{
    needApplication();
    int accepted = 0;
    int refused = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const TemporaryFolder folder;
        makeSmallStudy(folder.path());
        TwoWriters writers(folder.path());
        std::mt19937 random(seed);
        const int command = seed % 4 == 0 ? static_cast<int>(random() % 20) : -1;
        for (int i = 0; i < 20; ++i) {
            writers.step(random);
            if (i == command) {
                writers.runCommand();
            }
        }
        writers.closeAll();
        writers.expectEverything();
        ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
        accepted += writers.accepted();
        refused += writers.refused;
    }
    std::cout << accepted << " edits accepted and there, " << refused << " refused by name\n";
    EXPECT_GT(accepted, 40);
    EXPECT_GT(refused, 10);
}

TEST(TwoWriters, CommandsWaitForOneAnother)
{
    const TemporaryFolder folder;
    makeSmallStudy(folder.path());
    const std::string study = folder.path();
    std::vector<std::unique_ptr<Program>> commands;
    for (const std::vector<std::string>& options : std::vector<std::vector<std::string>>{
             {"--tau", "0.11"}, {"--kappa", "0.5"}, {"--scope", "sample"}, {"--separate"}}) {
        std::vector<std::string> arguments = {"set", study};
        arguments.insert(arguments.end(), options.begin(), options.end());
        commands.push_back(std::make_unique<Program>("palimpsest-cli", arguments));
    }
    for (const auto& command : commands) {
        const ProgramResult result = command->wait();
        EXPECT_EQ(result.exitCode, 0) << result.err;
    }
    const StudySettings settings = readStudy(study).settings;
    EXPECT_EQ(settings.tau, 0.11);
    EXPECT_EQ(settings.interactions.kappa, 0.5);
    EXPECT_EQ(settings.thresholdScope, ThresholdScope::Sample);
    EXPECT_FALSE(settings.interactions.joint);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/labelme.h"
#include "core/study/recovery_draft.h"
#include "core/study/study_file.h"
#include "support/program.h"
#include "support/window_test.h"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <random>
#include <signal.h>
#include <sstream>
#include <string>
#include <thread>

namespace palimpsest {

/// A window in a process of its own in which somebody draws, ten edits a second, until it is
/// killed; then the test's own window opens the study again.
class KilledWindowTest : public WindowTest
{
protected:
    static constexpr double kStep = 0.001; ///< of the corner that each edit moves
    static constexpr int kEditsPerSecond = 10;

    /// Draws, kills the window at a random moment, opens the study again and takes what is offered,
    /// `rounds` times, of which at least `offered` leave something to offer.
    void killAndRestore(int rounds, unsigned seed, int offered)
    {
        std::mt19937 random(seed);
        std::uniform_int_distribution<int> edits(1, 25);
        std::uniform_int_distribution<int> milliseconds(0, 100);
        int offers = 0;
        int lost = 0;
        for (int round = 0; round < rounds; ++round) {
            std::filesystem::remove_all(study());
            makeSmallStudy(study());
            const int drawn =
                drawAndKill(edits(random), std::chrono::milliseconds(milliseconds(random)));
            const int saved = savedEdits();
            const auto left = leftEdits(m_settings->recoveryFolder());
            const bool isOffered =
                !left.empty() && !differencesFromFiles(left[0].edits, study()).empty();
            const int kept = isOffered ? editsIn(left[0].edits.drawings.begin()->second) : saved;
            m_dialogs.decided.clear();
            m_dialogs.decisions.assign(isOffered ? 1 : 0, 0); // restore
            ASSERT_TRUE(open());
            EXPECT_EQ(m_dialogs.decided.size(), isOffered ? 1 : 0);
            EXPECT_EQ(editsIn(session().document()->sheet(0).drawing), kept);
            EXPECT_EQ(savedEdits(), kept) << "restored edits are saved";
            EXPECT_GE(kept, saved) << "what is offered is older than what is saved";
            EXPECT_LE(drawn - kept, kEditsPerSecond) << "drawn " << drawn << ", saved " << saved;
            EXPECT_TRUE(leftEdits(m_settings->recoveryFolder()).empty());
            std::cout << "kill " << round + 1 << ": " << drawn << " edits drawn, " << saved
                      << " saved, " << kept << " after opening\n";
            offers += isOffered ? 1 : 0;
            lost = std::max(lost, drawn - kept);
            m_window->close();
            makeWindow();
        }
        std::cout << offers << " of " << rounds << " times edits were offered; at most " << lost
                  << " edits of " << kEditsPerSecond << " a second were lost\n";
        EXPECT_GE(offers, offered);
    }

private:
    /// Draws until `edits` are made and `more` has passed. The number of edits made.
    int drawAndKill(int edits, std::chrono::milliseconds more)
    {
        Program window("drawing-window", {study().string(), (m_folder / "settings").string()});
        while (lastIn(window.outputSoFar()) < edits && window.isRunning()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        std::this_thread::sleep_for(more);
        ::kill(window.pid(), SIGKILL);
        const ProgramResult result = window.wait();
        EXPECT_EQ(result.exitCode, 128 + SIGKILL) << result.err;
        return lastIn(result.out);
    }

    /// Number of edits that the parts hold.
    int savedEdits() const
    {
        const Study saved = readStudy(study());
        return editsIn(readLabelMe(partsPath(study(), saved.samples.front())));
    }

    static int editsIn(const Drawing& drawing)
    {
        return static_cast<int>(drawing.shapes.front().polygon.front().x / kStep + 0.5);
    }

    static int lastIn(const std::string& output)
    {
        std::istringstream lines(output);
        int last = 0;
        for (std::string line; std::getline(lines, line);) {
            last = std::stoi(line);
        }
        return last;
    }
};

} // namespace palimpsest

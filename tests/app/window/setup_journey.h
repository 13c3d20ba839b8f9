// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/safetensors.h"
#include "support/small_network.h"
#include "support/window_test.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace palimpsest {

/// Studies made in the window from files that lie around.
class SetupJourney : public WindowTest
{
protected:
    SetupJourney()
    {
        qputenv("XDG_CACHE_HOME", text(m_folder / "cache").toUtf8());
        writePictures(data(), {"blue", "green", "red"}, 4, 1);
        TensorMap tensors = smallBackbone();
        for (int epoch = 0; epoch < 2; ++epoch) {
            tensors["classifier.1.weight"] = {{3, 32, 1, 1}, std::vector<float>(96, 0.1F)};
            tensors["classifier.1.bias"] = {{3}, {0.0F, 1.0F, static_cast<float>(epoch)}};
            const std::string name = "epoch_" + std::to_string(epoch) + ".safetensors";
            std::filesystem::create_directories(runs() / "finetuned");
            writeSafetensors(runs() / "finetuned" / name, tensors);
        }
    }

    ~SetupJourney() override { qunsetenv("XDG_CACHE_HOME"); }

    std::filesystem::path data() const { return m_folder / "colours"; }
    std::filesystem::path runs() const { return m_folder / "runs"; }
    static QString text(const std::filesystem::path& path)
    {
        return QString::fromStdString(path.string());
    }

    template<typename T>
    static T& in(QDialog& dialog, const char* name)
    {
        T* found = dialog.findChild<T*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }

    /// A new study of the colours, open in the window.
    bool make()
    {
        m_dialogs.visits.emplace_back([&](QDialog& dialog) {
            in<QLineEdit>(dialog, "newFolder").setText(text(m_folder / "mine"));
            m_dialogs.files.push_back({text(data())});
            dialog.findChildren<QPushButton*>().at(1)->click();
            EXPECT_TRUE(
                in<QLabel>(dialog, "pictureEvidence").text().contains("40 × 36, in colour"));
            EXPECT_EQ(in<QSpinBox>(dialog, "height").value(), 36) << "what fits is proposed";
            in<QComboBox>(dialog, "preset").setCurrentIndex(0);
            emit in<QComboBox>(dialog, "preset").activated(0);
            in<QSpinBox>(dialog, "side").setValue(32);
            in<QPushButton>(dialog, "makeStudy").click();
            return dialog.result() == QDialog::Accepted;
        });
        m_window->findChild<QAction*>("newStudy")->trigger();
        return session().document() != nullptr;
    }
};

} // namespace palimpsest

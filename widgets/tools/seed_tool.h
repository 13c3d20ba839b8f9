// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"
#include "widgets/tools/seed_growth.h"

#include <string>
#include <vector>

namespace palimpsest {

/// Parts grown from clicks and strokes in them until they meet, within the object on the picture
/// where there is one. Parts without a seed keep their pixels. What would become of them is shown
/// until finish() makes it one edit. While parts that have no pixel are sown, the next one that has
/// no seed either is chosen after each seed, also after one that corrects, so that parts are sown
/// by one click each. With Shift a seed is of the part that was seeded last, and what is chosen
/// stays.
class SeedTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(SeedTool)

public:
    ToolAnswer prepare(const ToolScene& scene) override;
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer finish(const ToolScene& scene) override;
    ToolAnswer takeBackPoint(const ToolScene& scene) override; ///< the last seed
    ToolAnswer bringBackPoint(const ToolScene& scene) override;
    bool hasTakenBack() const override { return !m_takenBack.empty(); }
    void leave() override { m_pointer.reset(); }
    void dropAssist() override;
    bool awaitsAssist() const override { return m_isFinished; }
    void assistFailed() override; ///< the last seed is taken back
    void giveUp() override;
    /// Seeds stay, and grow anew among what is drawn now.
    void outlinesChanged(const Drawing& before, const Drawing& after) override;
    void objectChanged() override;
    QJsonObject unfinished() const override { return toJson(m_seeds); }
    void resume(const QJsonObject& unfinished) override;
    std::vector<ToolOption> options() const override; ///< how much colours hold them back
    void setOption(std::size_t index, int value) override;
    bool isBusy() const override { return m_drawn || !m_seeds.empty(); }
    ToolOverlay overlay(const ToolScene& scene) const override;
    QString hint(const ToolScene& scene) const override;

private:
    void forgetGrowth();
    void followNames(const Drawing& drawing);
    ToolAnswer sow(const ToolScene& scene, PartSeed seed);
    bool isSowing(const Drawing& drawing) const;
    std::optional<int> nextPart(const Drawing& drawing) const;
    std::optional<int> partAgain(const Drawing& drawing, const std::string& part) const;
    SeedPlan planFor(const ToolScene& scene) const;
    ToolAnswer take(const ToolScene& scene, const SeedGrowth& growth);
    ToolAnswer refuseIdle(const ToolScene& scene, const std::vector<IdleSeed>& idle);
    ToolAnswer commit(const ToolScene& scene);

    int m_colourScale = static_cast<int>(kColourScale);
    std::optional<QPointF> m_pointer;
    std::optional<PartSeed> m_drawn; ///< while it is dragged
    bool m_isFurther = false;        ///< it is one more of the part seeded last
    std::vector<PartSeed> m_seeds;
    std::vector<PartSeed> m_takenBack;             ///< the last is the latest
    std::vector<std::string> m_names;              ///< of all parts, when last looked at
    std::shared_ptr<const LabelMap> m_grown;       ///< what became of seeds
    std::shared_ptr<const ObjectOutline> m_object; ///< that was widened so that it holds them
    bool m_isLastCut = false;                      ///< not all of the last seed counts
    bool m_isGrown = false;                        ///< all seeds are in what is shown
    bool m_isAsked = false;
    bool m_isFinished = false; ///< the edit waits for the growth
};

} // namespace palimpsest

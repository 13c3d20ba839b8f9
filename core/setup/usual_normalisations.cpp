// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/usual_normalisations.h"

namespace palimpsest {

std::vector<NamedNormalisation> usualNormalisations(int channels)
{
    constexpr double kByte = 1.0 / 255.0;
    if (channels == 1) {
        return {{"levels from −1 to 1 (mean 0.5, std 0.5)", {0.5}, {0.5}},
                {"levels from 0 to 1 (mean 0, std 1)", {0.0}, {1.0}},
                {"levels from 0 to 255 (mean 0, std 0.00392)", {0.0}, {kByte}},
                {"that of MNIST (mean 0.1307, std 0.3081)", {0.1307}, {0.3081}},
                {"that of Fashion-MNIST (mean 0.2860, std 0.3530)", {0.2860}, {0.3530}}};
    }
    return {{"that of ImageNet (mean 0.485,0.456,0.406, std 0.229,0.224,0.225)",
             {0.485, 0.456, 0.406},
             {0.229, 0.224, 0.225}},
            {"levels from −1 to 1 (mean 0.5,0.5,0.5, std 0.5,0.5,0.5)",
             {0.5, 0.5, 0.5},
             {0.5, 0.5, 0.5}},
            {"levels from 0 to 1 (mean 0,0,0, std 1,1,1)", {0.0, 0.0, 0.0}, {1.0, 1.0, 1.0}},
            {"levels from 0 to 255 (mean 0,0,0, std 0.00392,0.00392,0.00392)",
             {0.0, 0.0, 0.0},
             {kByte, kByte, kByte}},
            {"that of CIFAR-10 (mean 0.4914,0.4822,0.4465, std 0.2470,0.2435,0.2616)",
             {0.4914, 0.4822, 0.4465},
             {0.2470, 0.2435, 0.2616}},
            {"that of CLIP (mean 0.4815,0.4578,0.4082, std 0.2686,0.2613,0.2758)",
             {0.4815, 0.4578, 0.4082},
             {0.2686, 0.2613, 0.2758}}};
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_settings.h"

namespace palimpsest {

std::string targetKindName(TargetKind kind)
{
    switch (kind) {
    case TargetKind::Label:
        break;
    case TargetKind::Predicted:
        return "predicted";
    case TargetKind::Class:
        return "class";
    }
    return "label";
}

std::string interactionKindName(InteractionKind kind)
{
    switch (kind) {
    case InteractionKind::And:
        break;
    case InteractionKind::AndOr:
        return "and_or";
    }
    return "and";
}

std::string backgroundName(Background background)
{
    switch (background) {
    case Background::Kept:
        break;
    case Background::Masked:
        return "masked";
    case Background::OwnPart:
        return "part";
    }
    return "kept";
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/killed_window.h"

namespace palimpsest {
namespace {

TEST_F(KilledWindowTest, LosesNoMoreThanASecondOfEditsAndOffersWhatIsNotSaved)
{
    killAndRestore(3, 20241008, 0);
}

} // namespace
} // namespace palimpsest

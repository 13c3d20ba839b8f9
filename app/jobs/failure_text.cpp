// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/failure_text.h"

#include <QCoreApplication>

#include <exception>
#include <new>

namespace palimpsest {

QString failureText()
{
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return QCoreApplication::translate(
            "Failures", "Memory ran out. Close other programs or use fewer parts.");
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    } catch (...) {
        return QCoreApplication::translate(
            "Failures", "Something failed that does not say what it is. Try it again; what is "
                        "saved is not lost.");
    }
}

} // namespace palimpsest

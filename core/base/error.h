// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <stdexcept>
#include <string>

namespace palimpsest {

/// Root of everything core throws. The message is one sentence or two that say what went wrong,
/// where, and what the user can do about it; it is true in every program, so that names of commands
/// and options are added by the command line (app/common/command_advice.h).
class Error : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// A file that cannot be read, is malformed, or was made by a newer version.
class BadFile : public Error
{
public:
    using Error::Error;
};

/// Input that is well formed but makes no sense here: an unknown lineage, a part outside the image.
class BadInput : public Error
{
public:
    using Error::Error;
};

/// A file that is a program, which the user has not agreed to run.
class Untrusted : public BadInput
{
public:
    using BadInput::BadInput;
};

/// Nothing was extracted yet of what is asked for.
class NeedsExtraction : public BadInput
{
public:
    using BadInput::BadInput;
};

/// A folder that is no study.
class NoStudy : public BadFile
{
public:
    using BadFile::BadFile;
};

/// The model or the device it runs on failed.
class DeviceError : public Error
{
public:
    using Error::Error;
};

/// Main or device memory ran out.
class OutOfMemory : public DeviceError
{
public:
    using DeviceError::DeviceError;
};

/// A file or folder that cannot be written. What stood there before is untouched.
class NotWritable : public Error
{
public:
    using Error::Error;
};

/// The user asked to stop. Not a failure: everything finished so far is kept.
class Cancelled : public Error
{
public:
    Cancelled() : Error("Cancelled.") {}
};

} // namespace palimpsest

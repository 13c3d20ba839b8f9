// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/pickle_names.h"

#include <map>
#include <set>

namespace palimpsest {

namespace {

using Names = std::set<std::string_view>;

/// Modules whose functions do things. Nothing of any module is ever run; these are refused as soon
/// as they are named, as a file that names them means harm.
const Names& hostileModules()
{
    static const Names modules = {
        "os",          "posix",
        "nt",          "subprocess",
        "sys",         "socket",
        "shutil",      "importlib",
        "runpy",       "pty",
        "commands",    "ctypes",
        "pickle",      "_pickle",
        "cPickle",     "dill",
        "marshal",     "code",
        "codeop",      "webbrowser",
        "pydoc",       "operator",
        "timeit",      "cProfile",
        "profile",     "pdb",
        "bdb",         "asyncio",
        "ftplib",      "multiprocessing",
        "_thread",     "threading",
        "signal",      "requests",
        "urllib",      "http",
        "httplib",     "smtplib",
        "aiohttp",     "tempfile",
        "venv",        "ensurepip",
        "pip",         "_posixsubprocess",
        "cloudpickle", "joblib",
        "trace",
    };
    return modules;
}

/// What of Python's own names a checkpoint may name.
const Names& plainBuiltins()
{
    static const Names names = {"object",    "dict",  "list",      "tuple", "set",    "int",
                                "float",     "bool",  "str",       "bytes", "slice",  "complex",
                                "bytearray", "range", "frozenset", "long",  "unicode"};
    return names;
}

/// Functions and classes that training scripts leave in their checkpoints beside the tensors.
const Names& inertCalls()
{
    static const Names names = {
        "argparse.Namespace",
        "types.SimpleNamespace",
        "numpy.dtype",
        "numpy.ndarray",
        "numpy.core.multiarray.scalar",
        "numpy.core.multiarray._reconstruct",
        "numpy._core.multiarray.scalar",
        "numpy._core.multiarray._reconstruct",
        "numpy.core.numeric._frombuffer",
        "numpy._core.numeric._frombuffer",
        "_codecs.encode",
        "torch.device",
        "torch.Tensor",
        "torch.serialization._get_layout",
        "torch.jit._pickle.build_intlist",
        "torch.jit._pickle.build_floatlist",
        "torch.jit._pickle.build_doublelist",
        "torch.jit._pickle.build_boollist",
        "torch.jit._pickle.build_tensorlist",
        "torch.jit._pickle.restore_type_tag",
        "pathlib.Path",
        "pathlib.PosixPath",
        "pathlib.WindowsPath",
        "pathlib.PurePath",
        "pathlib.PurePosixPath",
        "pathlib.PureWindowsPath",
        "pathlib._local.Path",
        "pathlib._local.PosixPath",
        "pathlib._local.WindowsPath",
        "datetime.datetime",
        "datetime.date",
        "datetime.timedelta",
        "decimal.Decimal",
        "fractions.Fraction",
        "uuid.UUID",
        "collections.deque",
    };
    return names;
}

std::string_view moduleOf(std::string_view name)
{
    return name.substr(0, name.find('.'));
}

bool isBuiltin(std::string_view name)
{
    return moduleOf(name) == "builtins" || moduleOf(name) == "__builtin__";
}

bool isPlainBuiltin(std::string_view name)
{
    return isBuiltin(name) && plainBuiltins().contains(name.substr(name.find('.') + 1));
}

} // namespace

PickleCall callOf(std::string_view name)
{
    static const std::map<std::string_view, PickleCall> calls = {
        {"collections.OrderedDict", PickleCall::OrderedDict},
        {"collections.Counter", PickleCall::OrderedDict},
        {"collections.defaultdict", PickleCall::DefaultDict},
        {"builtins.set", PickleCall::Set},
        {"__builtin__.set", PickleCall::Set},
        {"torch.Size", PickleCall::Size},
        {"torch._utils._rebuild_tensor", PickleCall::Tensor},
        {"torch._utils._rebuild_tensor_v2", PickleCall::Tensor},
        {"torch._utils._rebuild_tensor_v3", PickleCall::Tensor},
        {"torch._utils._rebuild_parameter", PickleCall::Parameter},
        {"torch._utils._rebuild_parameter_with_state", PickleCall::Parameter},
        {"torch._tensor._rebuild_from_type_v2", PickleCall::FromType},
        {"copyreg._reconstructor", PickleCall::InertReconstruction},
        {"copy_reg._reconstructor", PickleCall::InertReconstruction},
    };
    if (const auto found = calls.find(name); found != calls.end()) {
        return found->second;
    }
    return inertCalls().contains(name) || isPlainBuiltin(name) ? PickleCall::Inert
                                                               : PickleCall::Unknown;
}

bool isHostileName(std::string_view name)
{
    return hostileModules().contains(moduleOf(name)) ||
           (isBuiltin(name) && !isPlainBuiltin(name)) || name == "torch.storage._load_from_bytes" ||
           name == "torch.load" || name.starts_with("torch.hub.") ||
           name.starts_with("torch.serialization.load") || name.starts_with("numpy.testing") ||
           name.starts_with("numpy.f2py");
}

std::optional<NumberType> storageType(std::string_view name)
{
    static const std::map<std::string_view, NumberType> types = {
        {"FloatStorage", NumberType::Float32},       {"DoubleStorage", NumberType::Float64},
        {"HalfStorage", NumberType::Float16},        {"BFloat16Storage", NumberType::BFloat16},
        {"LongStorage", NumberType::Whole8},         {"IntStorage", NumberType::Whole4},
        {"ShortStorage", NumberType::Whole2},        {"CharStorage", NumberType::Whole1},
        {"ByteStorage", NumberType::Whole1},         {"BoolStorage", NumberType::Whole1},
        {"UntypedStorage", NumberType::Whole1},      {"ComplexFloatStorage", NumberType::Other},
        {"ComplexDoubleStorage", NumberType::Other}, {"QInt8Storage", NumberType::Other},
        {"QUInt8Storage", NumberType::Other},        {"QInt32Storage", NumberType::Other},
    };
    for (const std::string_view module : {"torch.cuda.", "torch.storage.", "torch."}) {
        if (name.starts_with(module)) {
            const auto found = types.find(name.substr(module.size()));
            return found == types.end() ? std::nullopt : std::optional(found->second);
        }
    }
    return std::nullopt;
}

std::optional<NumberType> dtypeNamed(std::string_view name)
{
    static const std::map<std::string_view, NumberType> types = {
        {"torch.float32", NumberType::Float32},   {"torch.float", NumberType::Float32},
        {"torch.float64", NumberType::Float64},   {"torch.double", NumberType::Float64},
        {"torch.float16", NumberType::Float16},   {"torch.half", NumberType::Float16},
        {"torch.bfloat16", NumberType::BFloat16}, {"torch.int64", NumberType::Whole8},
        {"torch.int32", NumberType::Whole4},      {"torch.int16", NumberType::Whole2},
        {"torch.int8", NumberType::Whole1},       {"torch.uint8", NumberType::Whole1},
        {"torch.uint16", NumberType::Whole2},     {"torch.uint32", NumberType::Whole4},
        {"torch.uint64", NumberType::Whole8},     {"torch.bool", NumberType::Whole1},
    };
    const auto found = types.find(name);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

} // namespace palimpsest

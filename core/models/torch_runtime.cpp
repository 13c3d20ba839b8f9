// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_runtime.h"

#include "core/base/error.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/script.h>
#include <torch/version.h>

#include <algorithm>
#include <dlfcn.h>
#include <filesystem>
#include <limits>
#include <malloc.h>
#include <thread>

namespace palimpsest {

namespace {

/// Path of the shared library that serves matrix products, symbolic links followed.
std::string blasLibrary()
{
    void* symbol = ::dlsym(RTLD_DEFAULT, "sgemm_");
    Dl_info library{};
    if (symbol == nullptr || ::dladdr(symbol, &library) == 0) {
        return {};
    }
    std::error_code status;
    return std::filesystem::canonical(library.dli_fname, status).string();
}

/// Debian's reference BLAS lies in a folder of that name; the fast ones in folders of their own.
bool isReferenceBlas(const std::string& path)
{
    return path.find("/blas/libblas.so") != std::string::npos;
}

} // namespace

std::string torchVersion()
{
    return TORCH_VERSION;
}

std::string defaultDevice()
{
    return torch::cuda::is_available() ? "cuda" : "cpu";
}

void requireDevice(const std::string& device)
{
    if (device == "cpu") {
        return;
    }
    const std::string number = device.starts_with("cuda:") ? device.substr(5) : "0";
    const bool isNumber = !number.empty() && number.size() < 4 &&
                          number.find_first_not_of("0123456789") == std::string::npos;
    if (!isNumber || (device != "cuda" && !device.starts_with("cuda:"))) {
        throw BadInput("There is no device \"" + device + "\". Use cpu, cuda or cuda:N.");
    }
    if (std::stoul(number) >= torch::cuda::device_count()) {
        throw DeviceError("This LibTorch sees no CUDA device " + number + ". Use the device cpu, " +
                          "or build with a CUDA LibTorch (-DTorch_DIR=…).");
    }
}

int defaultThreads()
{
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

void prepareTorch(int threads)
{
    constexpr int kLargestAllowed = 32 << 20;
    ::mallopt(M_MMAP_THRESHOLD, kLargestAllowed);
    ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    at::set_num_threads(threads);
    at::globalContext().setAllowTF32CuBLAS(false);
    at::globalContext().setAllowTF32CuDNN(false);
    at::globalContext().setDeterministicCuDNN(true);
    at::globalContext().setBenchmarkCuDNN(false);
}

std::vector<std::string> runtimeWarnings()
{
    if (!isReferenceBlas(blasLibrary())) {
        return {};
    }
    return {"Torch runs on the reference BLAS, which is many times slower than it need be. "
            "Install the package libopenblas0-openmp."};
}

} // namespace palimpsest

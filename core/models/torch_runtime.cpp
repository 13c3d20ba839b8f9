// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_runtime.h"

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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/modules/torch_runtime.h"

#include "core/base/error.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/csrc/jit/passes/tensorexpr_fuser.h>
#include <torch/cuda.h>
#include <torch/script.h>
#include <torch/version.h>

#include <algorithm>
#include <dlfcn.h>
#include <filesystem>
#include <limits>
#include <malloc.h>
#include <mutex>
#include <sys/mman.h>
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

/// Whether the system would give that much memory now.
bool hasRoomFor(std::size_t bytes)
{
    void* const room = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return room != MAP_FAILED && ::munmap(room, bytes) == 0;
}

/// OpenBLAS asks for ever when it is not given its work memory, so it takes that of every thread
/// here, once it is known that there is room, and keeps it. Throws OutOfMemory.
void takeBlasMemory(int threads)
{
    using Take = void* (*)(int);
    using GiveBack = void (*)(void*);
    static std::mutex mutex;
    static int prepared = 0;
    const auto take = reinterpret_cast<Take>(::dlsym(RTLD_DEFAULT, "blas_memory_alloc"));
    const auto giveBack = reinterpret_cast<GiveBack>(::dlsym(RTLD_DEFAULT, "blas_memory_free"));
    const std::lock_guard lock(mutex);
    if (take == nullptr || giveBack == nullptr || threads <= prepared) {
        return;
    }
    constexpr std::size_t kOfThread = std::size_t{160} << 20; // with its stack
    constexpr std::size_t kOfModel = std::size_t{128} << 20;
    const std::size_t needed = (static_cast<std::size_t>(threads) + 1) * kOfThread + kOfModel;
    if (!hasRoomFor(needed)) {
        throw OutOfMemory("There is too little memory to run models on " + std::to_string(threads) +
                          " threads, which takes " + std::to_string(needed >> 20U) +
                          " MiB of address space. Use fewer threads, or raise the limit that " +
                          "\"ulimit -v\" shows.");
    }
    std::vector<void*> buffers(static_cast<std::size_t>(threads) + 1);
    std::ranges::generate(buffers, [take] { return take(0); });
    std::ranges::for_each(buffers, giveBack);
    prepared = threads;
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
    takeBlasMemory(threads);
    at::set_num_threads(threads);
    // It compiles for minutes where a batch takes milliseconds, again for every shape.
    torch::jit::setTensorExprFuserEnabled(false);
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

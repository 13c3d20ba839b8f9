// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/zip_archive.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/open_file.h"
#include "core/base/utf8.h"

#include <memory>
#include <utility>
#include <zip.h>

namespace palimpsest {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " is not a sound zip archive: " + why +
                  ". Copy it again from where it came from.");
}

zip_t* opened(const std::filesystem::path& path)
{
    int code = 0;
    zip_t* archive = zip_open(regularFile(path).c_str(), ZIP_RDONLY, &code);
    if (archive == nullptr) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        refuse(path, why);
    }
    return archive;
}

struct CloseArchive
{
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

struct CloseEntry
{
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

} // namespace

ZipArchive::ZipArchive(std::filesystem::path path) : m_path(std::move(path)), m_zip(nullptr)
{
    std::unique_ptr<zip_t, CloseArchive> archive(opened(m_path));
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t status;
        zip_stat_init(&status);
        const auto index = static_cast<zip_uint64_t>(i);
        constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE;
        if (zip_stat_index(archive.get(), index, ZIP_FL_ENC_RAW, &status) != 0 ||
            (status.valid & kNeeded) != kNeeded) {
            refuse(m_path, "its list of contents is broken");
        }
        if (!m_entries.emplace(status.name, Entry{.index = index, .size = status.size}).second) {
            refuse(m_path, "it holds \"" + shown(status.name) + "\" twice");
        }
    }
    m_zip = archive.release();
}

ZipArchive::~ZipArchive()
{
    zip_discard(m_zip);
}

std::string ZipArchive::read(const std::string& name, std::uint64_t maxBytes) const
{
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) {
        refuse(m_path, "it lacks \"" + shown(name) + "\"");
    }
    const Entry& entry = found->second;
    if (entry.size > maxBytes) {
        refuse(m_path, "\"" + shown(name) + "\" in it would take " + std::to_string(entry.size) +
                           " bytes, far more than belong there");
    }
    const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(m_zip, entry.index, 0));
    if (!file) {
        refuse(m_path,
               "\"" + shown(name) + "\" in it cannot be opened (" + zip_strerror(m_zip) + ")");
    }
    std::string bytes(entry.size, '\0');
    std::uint64_t done = 0;
    // The checksum is compared when the end is reached, so one more read than there are bytes.
    for (char beyond = 0;;) {
        char* const to = done < entry.size ? bytes.data() + done : &beyond;
        const zip_int64_t got =
            zip_fread(file.get(), to, done < entry.size ? entry.size - done : 1);
        if (got < 0 || (got > 0 && done == entry.size) || (got == 0 && done < entry.size)) {
            refuse(m_path, "\"" + shown(name) + "\" in it is damaged");
        }
        if (got == 0) {
            return bytes;
        }
        done += static_cast<std::uint64_t>(got);
    }
}

} // namespace palimpsest

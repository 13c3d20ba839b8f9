// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/sheet_loader.h"
#include "app/sheets/sample_look.h"

#include <QObject>

#include <map>
#include <string>

namespace palimpsest {

class StudyDocument;

/// What the samples of a document look like, edits included. Their sheets are read in the
/// background and handed to the document, which watches their files from then on.
class SampleLooks : public QObject
{
    Q_OBJECT

public:
    explicit SampleLooks(SheetSourceMaker makeSource = sheetSource, QObject* parent = nullptr);

    /// Looks at another document, which may be null.
    void setDocument(StudyDocument* document);

    /// To be told when its study is another than `before`.
    void studyChanged(const Study& before);
    /// To be told when the picture or the parts of a sample are others.
    void sheetChanged(std::size_t sample);

    /// Null while the sample's files are not read yet; a problem alone where reading failed.
    const SampleLook* of(std::size_t sample);

signals:
    void started(); ///< to read samples
    /// Those that are not read yet will not be, until the study is another.
    void failed(const QString& why);
    void changed(std::size_t sample);
    /// Files that were read are newer than the request for them, so that whoever has read them at
    /// that time may know what no longer holds.
    void foundNewer();

private:
    void forgetOthers(const Study& before);
    void loadMissing();
    void take(LoadedSheet& loaded);
    void giveUp(const QString& why);

    StudyDocument* m_document = nullptr;
    std::map<std::string, SampleLook> m_looks; ///< by sample id
    std::optional<SampleLook> m_unread;        ///< of samples that could not be read
    SheetLoader m_loader;
};

} // namespace palimpsest

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
    explicit SampleLooks(QObject* parent = nullptr);

    /// Looks at another document, which may be null.
    void setDocument(StudyDocument* document);

    /// To be told when its study is another than `before`.
    void studyChanged(const Study& before);
    /// To be told when the picture or the parts of a sample are others.
    void sheetChanged(std::size_t sample);

    /// Null while the sample's files are not read yet.
    const SampleLook* of(std::size_t sample);

signals:
    void changed(std::size_t sample);
    /// Files that were read are newer than the request for them, so that whoever has read them at
    /// that time may know what no longer holds.
    void foundNewer();

private:
    void forgetOthers(const Study& before);
    void loadMissing();
    void take(LoadedSheet& loaded);

    StudyDocument* m_document = nullptr;
    std::map<std::string, SampleLook> m_looks; ///< by sample id
    SheetLoader m_loader;
};

} // namespace palimpsest

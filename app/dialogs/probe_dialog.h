// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/checkpoints_dialog.h"
#include "app/dialogs/dialogs.h"
#include "app/jobs/latest_task.h"
#include "core/samples/unclear.h"
#include "core/setup/accuracy.h"
#include "core/setup/study_probe.h"

#include <QDialog>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QPushButton;

namespace palimpsest {

class ProbeForm;
class RunStatus;

/// Fits a linear probe for the open study: which network, which pictures, how well it does. Reads
/// and fits in the background; can be accepted once a probe is fitted.
class ProbeDialog : public QDialog
{
    Q_OBJECT

public:
    /// `startEditing` is asked before anything is written into the study's folder.
    ProbeDialog(CheckpointsTarget target, std::function<bool()> startEditing, Dialogs& dialogs,
                QWidget* parent = nullptr);

    // Once accepted:

    /// The fitted probe as a run of the study, and its files in the study's folder: they go again
    /// with the dialog unless they are kept.
    const Lineage& run() const { return m_run; }
    NewFiles& files() const { return *m_files; }
    /// Where it waits until the run has joined the study.
    const std::filesystem::path& waiting() const { return m_fitted->path; }
    /// What the user said of the labels of its pictures, and what they were taken for.
    const LabelNames& labels() const { return m_fitted->labels; }
    const LabelTable& table() const { return m_fitted->request->pictures.table; }

    /// Takes the probe among the checkpoints in the background, and is accepted once it is there.
    /// Stays open, with the probe, and says why where that cannot be.
    void accept() override;
    /// Stops a fit that is under way first, and asks what becomes of a probe that is fitted.
    void reject() override;

    /// Whether nothing is read or fitted just now.
    bool isSettled() const { return m_isSettled; }

signals:
    void settled();

private:
    void connectForm();
    void forgetRequest();
    void look() { read({}, false); }
    /// `refused` says why an answer to what the pictures left open did not do; `isAnswered`,
    /// whether they are read as one has just said.
    void read(const QString& refused, bool isAnswered);
    /// The program that the network runs in; empty where its tensors stand for themselves. Asks
    /// for trust. Throws BadFile, Untrusted.
    std::filesystem::path trustedProgram();
    void fit();
    /// Asks how the pictures are meant, and looks again.
    void askAbout(const Unclear& question, const QString& refused);
    void showNetwork(const Architecture& network);
    void showRequest(const std::shared_ptr<ProbeRequest>& request);
    void showProbe();
    void askAboutProbe();
    void discardFitted();
    void write(const std::string& name, std::optional<OutputKind> outputs = {});
    void setChoosable(bool isChoosable);
    void begin(const QString& what);
    void showBusy(const QString& what);
    void settle(const QString& text);
    void stop();
    void forgetProbe();

    /// What was fitted last. It waits in the study's folder, whatever becomes of the dialog, until
    /// somebody discards it or it has joined.
    struct Fitted
    {
        std::filesystem::path path;
        std::shared_ptr<ProbeRequest> request;
        LabelNames labels; ///< as labels()
    };

    CheckpointsTarget m_target;
    std::function<bool()> m_startEditing;
    Dialogs& m_dialogs;
    ProbeForm* m_form;
    QLabel* m_result;
    QLabel* m_text; ///< problems and warnings
    RunStatus* m_busy;
    QPushButton* m_fit;
    QPushButton* m_add;
    std::shared_ptr<ProbeRequest> m_request; ///< null until the paths lead to what fits
    std::shared_ptr<const Probe> m_probe;    ///< null until it is fitted as the fields say
    std::optional<Fitted> m_fitted;
    Lineage m_run;
    std::shared_ptr<NewFiles> m_files;
    SetChoices m_choices; ///< what the user said of the pictures
    bool m_isSettled = true;
    LatestTask m_work{this}; ///< last: it ends before what its tasks use
};

} // namespace palimpsest

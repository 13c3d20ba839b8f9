// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/main_window.h"

#include "app/dialogs/data_questions.h"
#include "app/dialogs/new_study_dialog.h"
#include "app/pages/explore_page.h"
#include "app/pages/figures_page.h"
#include "app/pages/parts_page.h"
#include "app/pages/sample_list.h"
#include "app/pages/start_page.h"
#include "app/pages/study_page.h"
#include "app/window/comparison_status.h"
#include "app/window/extraction_report.h"
#include "app/window/help_window.h"
#include "app/window/program_trust.h"
#include "app/window/study_guard.h"
#include "app/window/window_place.h"
#include "core/setup/relocation.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/theme.h"
#include "widgets/style/wheel_guard.h"
#include "widgets/tables/sample_list_model.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDialog>
#include <QFileInfo>
#include <QLabel>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(1360, 860);

} // namespace

MainWindow::MainWindow(Settings& settings, Dialogs& dialogs, Desktop& desktop)
    : m_settings(settings), m_dialogs(dialogs), m_samples(new SampleListModel(this)),
      m_trust(new ProgramTrust(m_session, settings, dialogs, *this)), m_notices(new NoticeBar),
      m_extraction(new ExtractionReport(m_session, *m_notices, desktop, this)),
      m_pages(new QStackedWidget), m_help(new HelpWindow(this))
{
    keepLabelsPlain(*qApp);
    keepWheelScrolling(*qApp);
    setWindowIcon(QIcon(QStringLiteral(":/icons/palimpsest.svg")));
    setAcceptDrops(true);
    makePages();
    makeMenus();
    makeTopBar();
    makeStatusLine();
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_notices); // beside the pages: it covers nothing of them
    setCentralWidget(centre);
    connectSession();
    m_guard = new StudyGuard(m_session, m_dialogs, *m_notices, m_settings.recoveryFolder(), this);
    restorePlace();
    studyOpened();
    // Now that nothing clears notices any more.
    for (const QString& problem : m_settings.problems()) {
        m_notices->showNotice(NoticeBar::Level::Warning, problem);
    }
    m_trust->useRemembered();
    m_guard->nameLeftStudies([this](const std::filesystem::path& study) { openStudy(study); });
}

MainWindow::~MainWindow()
{
    hide(); // what loses the focus is committed while the session that takes it is still there
}

/// The place that was left, as far as today's screen has it.
void MainWindow::restorePlace()
{
    const QRect usual(screen()->availableGeometry().topLeft(), kUsualSize);
    resize(withinScreen(usual, screen()->availableGeometry()).size()); // the desktop says where
    if (restoreGeometry(m_settings.windowGeometry()) && !isMaximized() && !isFullScreen()) {
        const QScreen* restored = QGuiApplication::screenAt(geometry().center());
        setGeometry(withinScreen(geometry(),
                                 (restored != nullptr ? restored : screen())->availableGeometry()));
    }
}

void MainWindow::makePages()
{
    keepSamples(m_session, *m_samples);
    m_start = new StartPage(m_settings);
    m_study = new StudyPage(m_session, m_dialogs);
    m_parts = new PartsPage(m_session, *m_samples, m_dialogs);
    m_explore = new ExplorePage(m_session, *m_samples, m_settings);
    m_figures = new FiguresPage(m_session, m_dialogs, m_settings);
    for (QWidget* page :
         std::initializer_list<QWidget*>{m_start, m_study, m_parts, m_explore, m_figures}) {
        m_pages->addWidget(page);
    }
    answerQuestions();
    connectPages();
}

/// What the session has to ask is asked here.
void MainWindow::answerQuestions()
{
    SessionQuestions& questions = m_session.questions();
    questions.consent = [this](const QString& cost) {
        return m_dialogs.confirm(this, tr("Run so many maskings?"), cost, tr("Run"),
                                 EnterMeans::Yes);
    };
    questions.baseline = [this] { return m_study->askForBaseline(); };
    questions.outputs = [this](const UndecidedOutputs& open) {
        return askForOutputs(m_dialogs, this, open);
    };
}

void MainWindow::connectPages()
{
    connect(m_start, &StartPage::demoRequested, this, &MainWindow::openDemo);
    connect(m_start, &StartPage::newRequested, this, [this] { newStudy({}); });
    connect(m_start, &StartPage::openRequested, this, &MainWindow::askForStudy);
    connect(m_start, &StartPage::studyChosen, this,
            [this](const QString& folder) { openStudy(folder.toStdString()); });
    connect(m_study, &StudyPage::attempted, this, &MainWindow::forgetFailures);
    connect(m_study, &StudyPage::failed, this, &MainWindow::showFailure);
    connect(m_study, &StudyPage::noticed, this, [this](const QString& what, bool isWarning) {
        m_notices->showNotice(isWarning ? NoticeBar::Level::Warning : NoticeBar::Level::Info, what);
    });
    connect(&m_study->removals(), &StudyRemovals::removed, this, [this](const QString& what) {
        m_notices->showNotice(
            NoticeBar::Level::Info,
            what + QLatin1Char(' ') +
                tr("Its files wait in the study’s folder “bin” until the study is closed."),
            tr("Undo"), [this] { undo(); });
    });
    connect(m_study, &StudyPage::sampleActivated, this, [this] { showPlace(Place::Parts); });
    connect(m_parts, &PartsPage::statusText, this,
            [this](const QString& text) { m_status->setText(text); });
    connect(m_parts, &PartsPage::refused, this,
            [this](const QString& why) { m_notices->showNotice(NoticeBar::Level::Info, why); });
    connect(m_parts, &PartsPage::samplesRequested, m_study, &StudyPage::addSamples);
    connect(m_explore, &ExplorePage::statusText, this,
            [this](const QString& text) { m_status->setText(text); });
    connect(m_explore, &ExplorePage::studyRequested, this, [this] { showPlace(Place::Study); });
    connect(m_explore, &ExplorePage::partsRequested, this, [this] { showPlace(Place::Parts); });
    connect(m_figures, &FiguresPage::failed, this,
            [this](const QString& why) { showFailure(why, Attempt::ExportFigure); });
    connect(m_figures, &FiguresPage::exported, this, [this](const QString& file) {
        forgetFailures(Attempt::ExportFigure);
        m_notices->showNotice(
            NoticeBar::Level::Info,
            tr("Written: %1, with its data (.csv) and provenance (.json) beside it.").arg(file),
            tr("Open the folder"), [file] {
                QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
            });
    });
}

void MainWindow::makeStatusLine()
{
    m_status = new QLabel;
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(new ComparisonStatus(m_session));
    statusBar()->addPermanentWidget(m_extraction->status());
}

void MainWindow::connectSession()
{
    connect(&m_session, &StudySession::opened, this, &MainWindow::studyOpened);
    connect(&m_session, &StudySession::attempted, this, &MainWindow::forgetFailures);
    connect(&m_session, &StudySession::failed, this, &MainWindow::showFailure);
    connect(m_trust, &ProgramTrust::attempted, this, &MainWindow::forgetFailures);
    connect(m_trust, &ProgramTrust::failed, this, &MainWindow::showFailure);
    connect(&m_session, &StudySession::settingsChanged, this, &MainWindow::updateTitle);
    connect(&m_session.live(), &LiveAnalysis::cancelled, this, [this] {
        m_notices->showNotice(NoticeBar::Level::Info,
                              m_session.analysis() != nullptr
                                  ? tr("Cancelled. What is shown was computed before.")
                                  : tr("Cancelled."),
                              tr("Compare again"), [this] { m_session.refreshAnalysis(); });
    });
    connect(&m_session.selection(), &Selection::sampleChanged, this, &MainWindow::activateUndo);
    connect(&m_session, &StudySession::runningChanged, this, &MainWindow::updateRunning);
    connect(m_extraction, &ExtractionReport::failed, this,
            [this](const QString& why) { showFailure(why, Attempt::Extract); });
}

MainWindow::Place MainWindow::place() const
{
    return static_cast<Place>(std::max(0, m_pages->currentIndex() - 1));
}

void MainWindow::showPlace(Place place)
{
    if (m_session.document() == nullptr) {
        return;
    }
    m_pages->setCurrentIndex(static_cast<int>(place) + 1);
    m_places->actions()[static_cast<int>(place)]->setChecked(true);
    m_status->clear();
    m_partsMenu->setEnabled(place == Place::Parts);
    activateUndo();
    updateUndo();
}

void MainWindow::activateUndo()
{
    if (StudyDocument* document = m_session.document()) {
        if (place() == Place::Parts && !document->study().samples.empty()) {
            document->activateSample(m_session.selection().sample());
        } else {
            document->activateStudy();
        }
    }
}

void MainWindow::studyOpened()
{
    const bool isOpen = m_session.document() != nullptr;
    m_notices->clear();
    m_status->clear();
    for (QAction* action : m_needStudy) {
        action->setEnabled(isOpen);
    }
    for (QAction* action : m_places->actions()) {
        action->setEnabled(isOpen);
    }
    if (isOpen) {
        StudyDocument* document = m_session.document();
        connect(document, &StudyDocument::dirtyChanged, this, &MainWindow::updateTitle);
        connect(&document->access(), &StudyAccess::changed, this, &MainWindow::updateTitle);
        connectUndo(document->undoGroup());
        showPlace(Place::Explore);
        showMissing();
    } else {
        m_pages->setCurrentWidget(m_start);
        m_partsMenu->setEnabled(false);
    }
    updateTitle();
    updateRunning();
    updateUndo();
}

void MainWindow::updateTitle()
{
    const StudyDocument* document = m_session.document();
    if (document == nullptr) {
        setWindowTitle(tr("Palimpsest"));
        m_studyName->clear();
        return;
    }
    const bool isLookedAt = !m_session.document()->access().obstacle().isEmpty();
    const QString name = QString::fromStdString(document->study().name) +
                         (isLookedAt ? tr(" (looking only)") : QString());
    setWindowTitle(tr("%1[*] – Palimpsest").arg(name));
    setWindowModified(document->isDirty());
    m_studyName->setText(name);
    m_studyName->setToolTip(plainTip(QString::fromStdString(document->folder().string())));
}

void MainWindow::updateRunning()
{
    const bool isRunning = m_session.extractor().isRunning();
    m_extract->setEnabled(m_session.document() != nullptr && !isRunning);
    m_pause->setEnabled(isRunning);
    m_cancel->setEnabled(isRunning);
}

void MainWindow::showFailure(const QString& why, Attempt at)
{
    m_notices->showFailure(why, static_cast<int>(at));
}

void MainWindow::forgetFailures(Attempt of)
{
    m_notices->withdrawFailures(static_cast<int>(of));
}

void MainWindow::stepSample(int by)
{
    if (m_session.document() != nullptr) {
        const int last = static_cast<int>(m_session.study().samples.size()) - 1;
        const int sample = static_cast<int>(m_session.selection().sample()) + by;
        m_session.selection().setSample(
            static_cast<std::size_t>(std::clamp(sample, 0, std::max(0, last))));
    }
}

void MainWindow::stepEpoch(int by)
{
    if (const Analysis* analysis = m_session.analysis()) {
        const int last = static_cast<int>(analysis->curve.size()) - 1;
        const int index = std::clamp(static_cast<int>(m_session.epochIndex()) + by, 0, last);
        m_session.selection().setEpoch(analysis->curve[static_cast<std::size_t>(index)].epoch);
    }
}

void MainWindow::goToEpoch(bool last)
{
    if (const Analysis* analysis = m_session.analysis()) {
        m_session.selection().setEpoch(last ? analysis->curve.back().epoch
                                            : analysis->curve.front().epoch);
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_guard->save() &&
        !m_dialogs.confirm(this, tr("Close without saving?"),
                           tr("What you changed last could not be saved. Close all the same?"),
                           tr("Close without saving"), EnterMeans::No)) {
        event->ignore();
        return;
    }
    m_settings.setWindowGeometry(saveGeometry());
    m_explore->saveLayout();
    m_session.close();
    event->accept();
}

void MainWindow::endUnasked()
{
    commitTyped();
    if (StudyDocument* document = m_session.document()) {
        document->save();
    }
    if (auto* question = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
        // What asked goes on with the study when its question is gone, and must find it open.
        question->reject();
        QTimer::singleShot(0, this, &MainWindow::endUnasked);
        return;
    }
    m_session.close();
    QApplication::quit();
}

} // namespace palimpsest

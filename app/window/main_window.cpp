// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/main_window.h"

#include "app/dialogs/data_questions.h"
#include "app/pages/explore_page.h"
#include "app/pages/figures_page.h"
#include "app/pages/part_exchange.h"
#include "app/pages/parts_page.h"
#include "app/pages/start_page.h"
#include "app/pages/study_accuracies.h"
#include "app/pages/study_additions.h"
#include "app/pages/study_choices.h"
#include "app/pages/study_page.h"
#include "app/window/comparison_status.h"
#include "app/window/extraction_report.h"
#include "app/window/page_notices.h"
#include "app/window/page_scroll.h"
#include "app/window/program_trust.h"
#include "app/window/study_guard.h"
#include "app/window/study_opening.h"
#include "app/window/undo_actions.h"
#include "app/window/window_menus.h"
#include "app/window/window_place.h"
#include "core/study/study_file.h"
#include "core/study/value_unit.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/elided_label.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/wheel_guard.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QScreen>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(1360, 860);

QStringList droppedFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            files.append(url.toLocalFile());
        }
    }
    return files;
}

/// Where something is to be seen or, as long as there are no values, to be done next.
Place firstPlace(const StudyDocument& document)
{
    const Study& study = document.study();
    if (hasUnits(document.folder())) {
        return Place::Explore;
    }
    const bool isPartless =
        kindOf(study) == SampleKind::Picture && // sentences have parts from the first
        std::ranges::any_of(study.samples, [&](const Sample& sample) {
            std::error_code unreadable;
            return !std::filesystem::exists(partsPath(document.folder(), sample), unreadable);
        });
    return isPartless ? Place::Parts : Place::Study;
}

} // namespace

MainWindow::MainWindow(Settings& settings, Dialogs& dialogs, Desktop& desktop)
    : m_settings(settings), m_dialogs(dialogs),
      m_trust(new ProgramTrust(m_session, settings, dialogs, *this)), m_notices(new NoticeBar),
      m_extraction(new ExtractionReport(m_session, *m_notices, desktop, this)),
      m_studyName(new QLabel), m_status(new ElidedLabel)
{
    keepLabelsPlain(*qApp);
    keepWheelScrolling(*qApp);
    setWindowIcon(QIcon(QStringLiteral(":/icons/palimpsest.svg")));
    setAcceptDrops(true);
    m_pages = new PageStack(m_session, m_dialogs, m_settings);
    m_undo = new UndoActions(m_session, m_dialogs, *m_pages, this);
    connectSession();
    new PageNotices(m_session, *m_pages, *m_undo, *m_notices, this);
    // After that: opening a study clears the notices, then the guard has something to say of it.
    m_guard = new StudyGuard(m_session, m_dialogs, *m_notices, m_settings.recoveryFolder(), this);
    m_opening = new StudyOpening(m_session, m_settings, m_dialogs, *m_guard, *m_notices, this);
    m_menus = new WindowMenus(
        {m_session, m_settings, *m_guard, *m_opening, *m_pages, *m_undo, *m_trust}, *this);
    answerQuestions();
    connectOpening();
    connectPages();
    connectFigures();
    makeTopBar();
    makeCentre();
    makeStatusLine();
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

/// What the session has to ask is asked here.
void MainWindow::answerQuestions()
{
    SessionQuestions& questions = m_session.questions();
    questions.consent = [this](const QString& cost) {
        return m_dialogs.confirm(this, tr("Run so many maskings?"), cost, tr("Run"),
                                 EnterMeans::Yes);
    };
    questions.baseline = [this] { return m_pages->study()->choices().askForBaseline(); };
    questions.outputs = [this](const UndecidedOutputs& open) {
        return askForOutputs(m_dialogs, this, open);
    };
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
    connect(m_extraction, &ExtractionReport::failed, this, &MainWindow::showFailure);
}

void MainWindow::connectOpening()
{
    connect(m_opening, &StudyOpening::attempted, this, &MainWindow::forgetFailures);
    connect(m_opening, &StudyOpening::failed, this, &MainWindow::showFailure);
    connect(m_opening, &StudyOpening::made, this, [this] { showPlace(Place::Study); });
    connect(m_opening, &StudyOpening::asked, &m_pages->study()->additions(),
            &StudyAdditions::offerWaitingProbes);
    connect(m_opening, &StudyOpening::filesDropped, this, [this](const QStringList& files) {
        if (m_pages->isAt(Place::Parts) && m_pages->exchange().takeDropped(files)) {
            return;
        }
        showPlace(Place::Study);
        m_pages->study()->additions().addFiles(files);
    });
    const StartPage* start = m_pages->start();
    connect(start, &StartPage::demoRequested, m_opening, &StudyOpening::openDemo);
    connect(start, &StartPage::newRequested, m_opening, [this] { m_opening->make(); });
    connect(start, &StartPage::openRequested, m_opening, &StudyOpening::ask);
    connect(start, &StartPage::studyChosen, m_opening,
            [this](const QString& folder) { m_opening->open(folder.toStdString()); });
}

void MainWindow::connectPages()
{
    StudyPage* study = m_pages->study();
    const PartsPage* parts = m_pages->parts();
    const ExplorePage* explore = m_pages->explore();
    connect(m_pages, &PageStack::placeChanged, m_status, &QLabel::clear);
    connect(study, &StudyPage::attempted, this, &MainWindow::forgetFailures);
    connect(study, &StudyPage::failed, this, &MainWindow::showFailure);
    connect(study, &StudyPage::sampleActivated, this, [this] { showPlace(Place::Parts); });
    connect(&m_pages->exchange(), &PageEditor::attempted, this, &MainWindow::forgetFailures);
    connect(&m_pages->exchange(), &PageEditor::failed, this, &MainWindow::showFailure);
    connect(parts, &PartsPage::statusText, m_status, &QLabel::setText);
    connect(parts, &PartsPage::samplesRequested, &study->additions(), &StudyAdditions::addSamples);
    connect(explore, &ExplorePage::statusText, m_status, &QLabel::setText);
    connect(explore, &ExplorePage::studyRequested, this, [this] { showPlace(Place::Study); });
    connect(explore, &ExplorePage::partsRequested, this, [this] { showPlace(Place::Parts); });
}

void MainWindow::connectFigures()
{
    const FiguresPage* figures = m_pages->figures();
    connect(figures, &FiguresPage::failed, this,
            [this](const QString& why) { showFailure(why, Attempt::ExportFigure); });
    connect(figures, &FiguresPage::exported, this, [this](const QString& file) {
        forgetFailures(Attempt::ExportFigure);
        m_notices->showNotice(
            NoticeBar::Level::Info,
            tr("Written: %1, with its data (.csv) and provenance (.json) beside it.").arg(file),
            tr("Open the folder"), [file] {
                QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
            });
    });
}

void MainWindow::makeTopBar()
{
    QToolBar* bar = addToolBar(tr("Places"));
    bar->setObjectName("places");
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({20, 20});
    for (QAction* action : m_menus->placeActions()) {
        bar->addAction(action);
        bar->widgetForAction(action)->setProperty("page", true); // for the style sheet
    }
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addWidget(m_studyName);
    for (const char* id : {"toggleTheme", "showKeys", "helpContents"}) {
        auto* action = findChild<QAction*>(QLatin1String(id));
        bar->addAction(action);
        qobject_cast<QToolButton*>(bar->widgetForAction(action))
            ->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
}

void MainWindow::makeCentre()
{
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new PageScroll(*m_pages), 1);
    layout->addWidget(m_notices); // beside the pages: it covers nothing of them
    setCentralWidget(centre);
}

void MainWindow::makeStatusLine()
{
    statusBar()->setSizeGripEnabled(false);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // what runs goes first
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(new ComparisonStatus(m_session));
    statusBar()->addPermanentWidget(m_pages->study()->accuracies().status());
    statusBar()->addPermanentWidget(m_extraction->status());
}

bool MainWindow::openStudy(const std::filesystem::path& folder)
{
    return m_opening->open(folder);
}

void MainWindow::openDemo(Demo demo)
{
    m_opening->openDemo(demo);
}

void MainWindow::showPlace(Place place)
{
    m_pages->showPlace(place);
}

void MainWindow::studyOpened()
{
    m_notices->clear();
    if (StudyDocument* document = m_session.document()) {
        connect(document, &StudyDocument::dirtyChanged, this, &MainWindow::updateTitle);
        connect(&document->access(), &StudyAccess::changed, this, &MainWindow::updateTitle);
        m_pages->showPlace(firstPlace(*document));
        m_opening->showMissing();
    } else {
        m_pages->showStart();
    }
    updateTitle();
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

void MainWindow::showFailure(const QString& why, Attempt at)
{
    m_notices->showOfAttempt(static_cast<int>(at), NoticeBar::Level::Error, why);
}

void MainWindow::forgetFailures(Attempt of)
{
    m_notices->withdrawAttempt(static_cast<int>(of));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFiles(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QStringList files = droppedFiles(*event->mimeData());
    event->acceptProposedAction();
    m_opening->takeDropped(files);
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
    m_pages->explore()->saveLayout();
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
        question->done(QDialog::Rejected); // even if it would ask before
        QTimer::singleShot(0, this, &MainWindow::endUnasked);
        return;
    }
    m_session.closeUnasked();
    QApplication::quit();
}

bool MainWindow::endUnseen()
{
    commitTyped();
    return m_session.closeUntold();
}

} // namespace palimpsest

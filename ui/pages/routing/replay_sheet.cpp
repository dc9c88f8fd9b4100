#include "ui/pages/routing/replay_sheet.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/routing/replay_draft.h"
#include "ui/pages/routing/replay_result.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/table_view.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 760;
constexpr int kSide = 24;
constexpr int kLastDay = 1;
constexpr qint64 kSeconds[] = {3600, 24 * 3600, 7 * 24 * 3600}; ///< The last period is all there is.

} // namespace

QString replayFrom(int period, const QDateTime &now)
{
    const bool all = period < 0 || period >= static_cast<int>(std::size(kSeconds));
    return all ? QString() : apiTime(now.addSecs(-kSeconds[period]));
}

ReplaySheet::ReplaySheet(admin::AdminClient &client, QWidget &window)
    : Sheet(window, kWidth),
      m_run(client, this),
      m_draft(new ReplayDraft(client)),
      m_period(new SegmentedControl({tr("Last hour"), tr("Last day"), tr("Last week"), tr("All")})),
      m_result(new ReplayResult)
{
    setObjectName(u"replaySheet"_s);
    setTitle(tr("Replay past calls"));
    setSubtitle(tr("Where would the calls of the log go? Nothing is sent and nothing is changed."));
    build();
    buildFooter();
    connect(m_draft, &ReplayDraft::edited, this, &ReplaySheet::present);
    connect(&m_run, &ReplayRun::progressed, this, [this](double share) {
        m_progress->setShare(share);
        m_result->showSums(m_run.sums());
        present();
    });
    connect(&m_run, &ReplayRun::finished, this, [this] {
        m_result->showSums(m_run.sums());
        present();
    });
    connect(&m_run, &ReplayRun::failed, this, &ReplaySheet::fail);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
    present();
}

void ReplaySheet::build()
{
    auto *content = new QWidget;
    m_period->setCurrent(kLastDay);
    m_period->setObjectName(u"replayPeriod"_s);
    m_period->setAccessibleName(tr("Which calls"));
    auto *period = new QHBoxLayout;
    period->setContentsMargins(TableView::kOuterPadding, 0, TableView::kOuterPadding, 0);
    period->addWidget(m_period);
    period->addStretch();
    auto *column = new QVBoxLayout(content);
    m_draft->setContentsMargins(TableView::kOuterPadding, 0, TableView::kOuterPadding, 0);
    column->setContentsMargins(kSide - TableView::kOuterPadding, 8, kSide - TableView::kOuterPadding, 12);
    column->setSpacing(20);
    column->addWidget(m_draft);
    column->addLayout(period);
    column->addWidget(m_result, 1);
    setContent(content);
    m_result->showWords(tr("Choose what would be different, and replay."));
}

void ReplaySheet::buildFooter()
{
    m_progress = new ProgressBar(this);
    m_progress->setObjectName(u"replayProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setMinimumWidth(160);
    m_words = new Label(TextRole::Body, Tone::Quiet, this);
    m_words->setObjectName(u"replayState"_s);
    m_words->setWordWrap(true);
    m_act = new Button(Button::Kind::Primary, tr("Replay"), this);
    m_act->setObjectName(u"replayAct"_s);
    footer()->addWidget(m_progress);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_act);
    connect(m_act, &QAbstractButton::clicked, this, &ReplaySheet::startOrCancel);
}

base::Json ReplaySheet::body() const
{
    base::Json out = m_draft->body();
    if (const QString from = replayFrom(m_period->current(), QDateTime::currentDateTimeUtc()); !from.isEmpty())
        out["from"] = from.toStdString();
    return out;
}

void ReplaySheet::startOrCancel()
{
    m_words->setText({});
    if (m_run.isRunning()) {
        m_run.cancel();
        m_words->setText(tr("Stopped after %1 calls.").arg(countText(m_run.sums().calls)));
        return present();
    }
    m_progress->setShare(0);
    m_run.start(body());
    present();
}

void ReplaySheet::fail(const base::Error &error)
{
    m_words->setText(refusalWords(error));
    present();
    m_words->setTone(Tone::Error);
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ReplaySheet::present()
{
    const bool running = m_run.isRunning();
    m_act->setText(running ? tr("Cancel") : tr("Replay"));
    m_act->setEnabled(running || m_draft->isComplete());
    m_draft->setEnabled(!running);
    m_period->setEnabled(!running);
    m_progress->setVisible(running);
    m_words->setTone(Tone::Quiet);
    m_words->setVisible(!running && !m_words->text().isEmpty());
}

} // namespace ui

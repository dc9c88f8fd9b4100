#include "ui/pages/routing/rule_replay.h"

#include <algorithm>
#include <limits>

#include <QDateTime>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/routing/replay_figures.h"
#include "ui/text/error_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kDay = 24 * 3600;

QString wordsOf(const base::Error &error)
{
    const bool aboutRule = error.code == base::ErrorCode::Unprocessable || error.code == base::ErrorCode::BadRequest;
    return aboutRule ? RuleReplay::tr("The rule is not complete yet.") : errorWords(error.code);
}

} // namespace

base::Json rulesWith(const base::Json &listed, const base::Json &draft)
{
    base::Json out = base::Json::array();
    const base::Json &id = base::at(draft, "id");
    bool placed = false;
    for (const base::Json &rule : base::at(listed, "data")) {
        const bool same = id.is_string() && base::at(rule, "id") == id;
        placed = placed || same;
        out.push_back(same ? draft : base::Json{{"id", base::at(rule, "id")}});
    }
    if (!placed)
        out.push_back(draft);
    return out;
}

RuleReplay::RuleReplay(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_run(client, this),
      m_act(new Button(Button::Kind::Text, {}, this)),
      m_figures(new ReplayFigures(ReplayFigures::Extent::Few, this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this))
{
    auto *title = new Label(TextRole::Emphasis, Tone::Plain, this);
    title->setText(tr("On calls of the last day"));
    m_act->setObjectName(u"ruleReplay"_s);
    m_figures->hide();
    m_words->setObjectName(u"ruleReplayWords"_s);
    m_words->setWordWrap(true);
    m_words->hide();
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_act);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_figures);
    column->addWidget(m_words);
    connect(m_act, &QAbstractButton::clicked, this, &RuleReplay::startOrCancel);
    connect(&m_run, &ReplayRun::progressed, this, &RuleReplay::present);
    connect(&m_run, &ReplayRun::finished, this, &RuleReplay::present);
    connect(&m_run, &ReplayRun::failed, this, [this](const base::Error &error) {
        forget();
        say(wordsOf(error));
    });
    forget();
}

void RuleReplay::forget()
{
    ++m_asked;
    m_run.cancel();
    m_act->setText(tr("Replay"));
    m_figures->hide();
    say({});
}

void RuleReplay::say(const QString &words)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

void RuleReplay::startOrCancel()
{
    const bool running = m_run.isRunning();
    forget();
    if (running)
        return;
    m_client.call({.operation = "router.rules.list", .query = {{"limit", "1000"}}}, this,
                  [this, number = m_asked](const base::Result<base::Json> &answer) {
                      if (number != m_asked)
                          return;
                      if (answer)
                          start(rulesWith(*answer, m_draft()));
                      else
                          say(wordsOf(answer.error()));
                  });
}

void RuleReplay::start(const base::Json &rules)
{
    const QDateTime from = QDateTime::currentDateTimeUtc().addSecs(-kDay);
    m_run.start({{"rules", rules}, {"from", apiTime(from).toStdString()}});
    m_act->setText(tr("Cancel"));
}

void RuleReplay::present()
{
    const ReplaySums &sums = m_run.sums();
    m_act->setText(m_run.isRunning() ? tr("Cancel") : tr("Replay"));
    m_figures->showSums(sums);
    m_figures->setVisible(sums.calls > 0);
    if (sums.calls == 0)
        say(tr("There were none."));
    else if (sums.cannotTell > 0)
        say(tr("%n call(s) cannot be told: their prompts and headers are not kept.", nullptr,
               static_cast<int>(std::min<std::int64_t>(sums.cannotTell, std::numeric_limits<int>::max()))));
}

} // namespace ui

#include "ui/pages/routing/rule_trial.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/routing/route_answer.h"
#include "ui/pages/routing/sample_call.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr int kPadding = 16;

QString wordsOf(const RouteAnswer &route)
{
    if (!route.routing)
        return RuleTrial::tr("Routing is off, so no rule is asked.");
    if (route.rules.isEmpty())
        return RuleTrial::tr("This call would pass the rule by.");
    if (!route.trouble.isEmpty())
        return RuleTrial::tr("This call would be answered with %1: %2").arg(route.status).arg(route.trouble);
    if (route.chosen.empty())
        return {};
    return RuleTrial::tr("This call would go to %1 at %2.")
        .arg(route.chosen.front().model, route.chosen.front().provider);
}

} // namespace

RuleTrial::RuleTrial(const RouteNames &names, QWidget *parent)
    : QWidget(parent),
      m_call(new SampleCall(names, this)),
      m_badge(new Badge({}, Tone::Quiet, this)),
      m_facts(new QVBoxLayout),
      m_below(new QVBoxLayout),
      m_words(new Label(TextRole::Body, Tone::Quiet, this))
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Try it"));
    m_badge->setObjectName(u"trialBadge"_s);
    m_badge->hide();
    m_words->setObjectName(u"trialWords"_s);
    m_words->setWordWrap(true);
    m_words->hide();
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_badge);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_call);
    m_facts->setSpacing(8);
    column->addLayout(m_facts);
    column->addWidget(m_words);
    column->addLayout(m_below);
    column->addStretch();
    connect(m_call, &SampleCall::edited, this, &RuleTrial::edited);
}

void RuleTrial::setConditions(const Json &when)
{
    m_call->offerFor(when);
}

Json RuleTrial::body() const
{
    return m_call->body();
}

void RuleTrial::addBelow(QWidget *more)
{
    m_below->addWidget(more);
}

void RuleTrial::clearFacts()
{
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void RuleTrial::addFact(const QString &name, const QString &value)
{
    auto *line = new QWidget(this);
    auto *left = new Label(TextRole::Body, Tone::Quiet, line);
    left->setText(name);
    auto *right = new Label(TextRole::Emphasis, Tone::Plain, line);
    right->setText(value);
    right->setElided(true);
    right->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->addWidget(left);
    row->addWidget(right, 1);
    m_facts->addWidget(line);
}

void RuleTrial::showAnswer(const Json &answer)
{
    const RouteAnswer route = parseRoute(answer);
    const bool matches = !route.rules.isEmpty();
    m_badge->setState(matches ? tr("Matches") : tr("No match"), matches ? Tone::Ok : Tone::Quiet);
    m_badge->show();
    clearFacts();
    if (route.score)
        addFact(tr("Complexity"), QString::number(*route.score));
    if (!route.intent.isEmpty())
        addFact(tr("Intent"), intentWord(route.intent));
    m_words->setTone(Tone::Plain);
    m_words->setText(wordsOf(route));
    m_words->setVisible(!m_words->text().isEmpty());
}

void RuleTrial::showProblem(const base::Error &error)
{
    clearFacts();
    const bool wrong = error.code == base::ErrorCode::Unprocessable || error.code == base::ErrorCode::BadRequest;
    const bool aboutRule = wrong && error.param.starts_with("rules");
    m_badge->setState(aboutRule ? tr("Incomplete") : tr("Not known"), Tone::Warn);
    m_badge->show();
    m_words->setTone(Tone::Quiet);
    m_words->setText(aboutRule ? tr("The rule is not complete yet.") : refusalWords(error));
    m_words->show();
}

void RuleTrial::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Window, palette()));
    painter.drawRoundedRect(rect(), metric::kControlRadius + 4, metric::kControlRadius + 4);
}

} // namespace ui

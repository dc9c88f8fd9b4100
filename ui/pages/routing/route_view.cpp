#include "ui/pages/routing/route_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/routing/alias_row.h"
#include "ui/text/numbers.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QWidget *chips(const QStringList &words, Tone tone, QWidget *parent)
{
    auto *out = new QWidget(parent);
    auto *flow = new FlowLayout(6, out);
    for (const QString &word : words)
        flow->addWidget(new Chip(word, tone, out));
    return out;
}

QString nameOf(const RouteCandidate &candidate)
{
    return RouteView::tr("%1 at %2").arg(candidate.model, candidate.provider);
}

} // namespace

RouteView::RouteView(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    setObjectName(u"routeView"_s);
    m_column->setContentsMargins({});
    m_column->setSpacing(6);
}

void RouteView::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void RouteView::addTitle(const QString &title)
{
    auto *label = new Label(TextRole::Emphasis, Tone::Plain, this);
    label->setText(title);
    if (m_column->count() > 0)
        m_column->addSpacing(12);
    m_column->addWidget(label);
}

void RouteView::addLine(const QString &left, const QString &right, bool quiet)
{
    auto *line = new QWidget(this);
    auto *name = new Label(TextRole::Body, quiet ? Tone::Quiet : Tone::Plain, line);
    name->setText(left);
    name->setElided(true);
    auto *value = new Label(TextRole::Body, Tone::Quiet, line);
    value->setText(right);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(12);
    row->addWidget(name, 1);
    row->addWidget(value);
    m_column->addWidget(line);
}

void RouteView::addWords(const QString &words)
{
    auto *label = new Label(TextRole::Body, Tone::Quiet, this);
    label->setText(words);
    label->setWordWrap(true);
    m_column->addWidget(label);
}

void RouteView::addScore(const RouteAnswer &route)
{
    if (!route.score)
        return;
    addTitle(tr("Complexity %1").arg(*route.score));
    if (!route.intent.isEmpty())
        addLine(tr("Intent"), intentWord(route.intent));
    for (const RouteAnswer::Part &part : route.parts)
        addLine(featureWord(part.feature), u'+' + countText(part.points), true);
}

void RouteView::addCandidates(const RouteAnswer &route)
{
    if (!route.chosen.empty()) {
        addTitle(tr("Tried in this order"));
        int place = 0;
        for (const RouteCandidate &candidate : route.chosen)
            addLine(u"%1. %2"_s.arg(++place).arg(nameOf(candidate)),
                    candidate.step > 0 ? tr("fallback %1").arg(candidate.step) : QString());
        if (route.forced)
            addWords(tr("None of them may be used now. The soonest is tried all the same."));
    }
    if (route.passed.empty())
        return;
    addTitle(tr("Passed over"));
    for (const RouteCandidate &candidate : route.passed) {
        QString why = passedWords(candidate.passed);
        if (candidate.waitMs > 0)
            why = tr("%1, %2 left").arg(why, durationText(candidate.waitMs * 1000));
        addLine(nameOf(candidate), why, true);
    }
}

void RouteView::showRoute(const RouteAnswer &route)
{
    clear();
    addTitle(tr("Rules"));
    if (!route.routing)
        addWords(tr("Routing is off: rules, aliases and strategies are not asked."));
    else if (route.rules.isEmpty())
        addWords(tr("No rule matches."));
    else
        m_column->addWidget(chips(route.rules, Tone::Accent, this));
    if (!route.tags.isEmpty())
        m_column->addWidget(chips(route.tags, Tone::Quiet, this));
    addScore(route);
    if (!route.alias.isEmpty() || !route.strategy.isEmpty()) {
        addTitle(tr("Choice"));
        if (!route.alias.isEmpty())
            addLine(tr("Alias"), route.alias);
        if (!route.strategy.isEmpty())
            addLine(tr("Strategy"), route.affine ? tr("by the session") : strategyWord(route.strategy));
    }
    addCandidates(route);
    if (!route.trouble.isEmpty()) {
        addTitle(tr("It would be answered with %1").arg(route.status));
        addWords(route.trouble);
    }
    m_column->addStretch();
}

void RouteView::showTrouble(const QString &words)
{
    clear();
    addWords(words);
    m_column->addStretch();
}

} // namespace ui

#include "ui/pages/costs/budget_item.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/text/money.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"
#include "ui/widgets/progress_bar.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kFullHeight = 64;
constexpr int kSmallHeight = 44;
constexpr int kColumnGap = 24;
constexpr int kSpentWidth = 190;
constexpr double kHundred = 100;

struct State {
    QString word;
    Tone tone;
};

State stateOf(const Budget &budget)
{
    const double share = budget.share().value_or(0);
    double last = 1;
    for (const std::int64_t percent : budget.thresholds)
        if (percent < static_cast<std::int64_t>(kHundred))
            last = static_cast<double>(percent) / kHundred;
    if (!budget.enabled)
        return {BudgetItem::tr("Off"), Tone::Quiet};
    if (share >= 1)
        return {budget.isHard() ? BudgetItem::tr("Used up") : BudgetItem::tr("Over"), Tone::Error};
    if (share >= last || budget.forecast.isValid())
        return {share >= last ? BudgetItem::tr("Nearly used") : BudgetItem::tr("Will not last"), Tone::Warn};
    return {BudgetItem::tr("On track"), Tone::Ok};
}

std::vector<double> ticksOf(const Budget &budget)
{
    std::vector<double> out;
    for (const std::int64_t percent : budget.thresholds)
        if (percent > 0 && percent < static_cast<std::int64_t>(kHundred)) // the end of the bar is one by itself
            out.push_back(static_cast<double>(percent) / kHundred);
    return out;
}

} // namespace

BudgetItem::BudgetItem(Form form, QWidget *parent)
    : QAbstractButton(parent),
      m_small(form == Form::Small),
      m_name(new Label(TextRole::Emphasis, Tone::Plain, this)),
      m_kind(new Label(TextRole::Body, Tone::Quiet, this)),
      m_mode(new Badge({}, Tone::Quiet, this)),
      m_bar(new ProgressBar(this)),
      m_spent(new Label(TextRole::Body, Tone::Plain, this)),
      m_share(new Label(TextRole::Body, Tone::Quiet, this)),
      m_outlook(new Label(TextRole::Body, Tone::Quiet, this))
{
    setFixedHeight(m_small ? kSmallHeight : kFullHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // names give way where there is little room
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    for (Label *label : {m_name, m_kind, m_outlook})
        label->setElided(true);
    for (Label *label : {m_spent, m_share})
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QWidget *inside : std::initializer_list<QWidget *>{m_name, m_kind, m_mode, m_bar, m_spent, m_share, m_outlook})
        inside->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_bar->setAccessibleName(tr("Used"));
    m_small ? buildSmall() : buildFull();
}

void BudgetItem::buildFull()
{
    auto *names = new QVBoxLayout;
    names->setSpacing(2);
    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_name);
    title->addWidget(m_mode);
    title->addStretch();
    names->addLayout(title);
    names->addWidget(m_kind);
    auto *use = new QVBoxLayout;
    use->setSpacing(4);
    use->addWidget(m_bar);
    use->addWidget(m_outlook);
    auto *figures = new QVBoxLayout;
    figures->setSpacing(2);
    for (Label *label : {m_spent, m_share}) {
        label->setFixedWidth(kSpentWidth);
        figures->addWidget(label);
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::kCardPadding, 10, metric::kCardPadding, 10);
    row->setSpacing(kColumnGap);
    row->addLayout(names, 4);
    row->addLayout(use, 5);
    row->addLayout(figures);
}

void BudgetItem::buildSmall()
{
    m_mode->hide();
    m_share->hide();
    m_outlook->hide();
    auto *words = new QHBoxLayout;
    words->setSpacing(8);
    words->addWidget(m_name);
    words->addWidget(m_kind, 1);
    words->addWidget(m_spent);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 6);
    column->setSpacing(2);
    column->addLayout(words);
    column->addWidget(m_bar);
}

void BudgetItem::show(const Budget &budget, const QString &subject, const QDateTime &now)
{
    m_id = budget.id;
    const State state = stateOf(budget);
    const QString mode = budget.isHard() ? tr("hard") : tr("soft");
    QStringList kind;
    if (!m_small)
        kind += subject.isEmpty() ? budgetScopeWord(budget.scope) : budgetScopeWord(budget.scope) + u' ' + subject;
    kind += budgetPeriodWord(budget.period);
    kind += mode;
    m_name->setText(budget.name);
    m_kind->setText(kind.join(m_small ? u", "_s : u" · "_s));
    m_mode->setState(state.word, state.tone);
    m_bar->setShare(budget.enabled ? budget.share().value_or(0) : 0, ticksOf(budget));
    const double limit = static_cast<double>(qMax<std::int64_t>(1, budget.limit.value));
    m_bar->setHeld(static_cast<double>(budget.reserved) / limit);
    m_spent->setText(budgetSpentText(budget));
    QString share = budget.share() ? QLocale().toString(*budget.share() * kHundred, 'f', 0) + u'%' : u"–"_s;
    if (budget.reserved > 0)
        share = tr("%1 held · %2").arg(moneyText({budget.reserved}, u"USD"_s), share);
    m_share->setText(share);
    m_outlook->setText(budgetOutlook(budget, now));
    m_outlook->setTone(state.tone == Tone::Warn || state.tone == Tone::Error ? state.tone : Tone::Quiet);
    setAccessibleName(
        QStringList{budget.name, m_kind->text(), state.word, m_spent->text(), share, m_outlook->text()}.join(u", "_s));
    setVisible(true);
    update();
}

void BudgetItem::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool BudgetItem::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void BudgetItem::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), color(Token::Hover, palette()));
    if (!m_first && !m_small)
        painter.fillRect(QRect(metric::kCardPadding, 0, width() - 2 * metric::kCardPadding, 1),
                         color(Token::RowLine, palette()));
}

} // namespace ui

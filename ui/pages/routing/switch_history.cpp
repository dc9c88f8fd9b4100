#include "ui/pages/routing/switch_history.h"

#include <utility>

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_rows.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kFew = 5;
constexpr int kMany = 50;

} // namespace

std::vector<SwitchChange> parseSwitchChanges(const base::Json &answer)
{
    std::vector<SwitchChange> out;
    for (const base::Json &row : base::at(answer, "data"))
        out.push_back({.id = fieldText(row, "id"),
                       .askedAt = parseTime(fieldText(row, "asked_at")),
                       .value = base::truthOr(base::at(row, "value")),
                       .outcome = fieldText(row, "outcome"),
                       .by = fieldText(row, "by"),
                       .reason = fieldText(row, "reason")});
    return out;
}

/// What was asked, by whom, when; below it why.
class SwitchHistory::Row final : public QWidget {
public:
    explicit Row(QWidget *parent)
        : QWidget(parent),
          m_badge(new Badge({}, Tone::Quiet, this)),
          m_by(new Label(TextRole::Body, Tone::Quiet, this)),
          m_at(new Label(TextRole::Body, Tone::Quiet, this)),
          m_reason(new Label(TextRole::Body, Tone::Plain, this))
    {
        m_by->setElided(true);
        m_reason->setElided(true);
        auto *top = new QHBoxLayout;
        top->setSpacing(8);
        top->addWidget(m_badge);
        top->addWidget(m_by, 1);
        top->addWidget(m_at);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(metric::kCardPadding, 10, metric::kCardPadding, 10);
        column->setSpacing(6);
        column->addLayout(top);
        column->addWidget(m_reason);
    }

    void show(const SwitchChange &change, const QDateTime &now, bool first)
    {
        m_first = first;
        if (change.outcome == "undone"_L1)
            m_badge->setState(SwitchHistory::tr("Undone"), Tone::Quiet);
        else if (change.outcome == "pending"_L1)
            m_badge->setState(SwitchHistory::tr("Pending"), Tone::Warn);
        else
            m_badge->setState(change.value ? SwitchHistory::tr("On") : SwitchHistory::tr("Off"),
                              change.value ? Tone::Accent : Tone::Quiet);
        m_by->setText(change.by);
        m_at->setText(isToday(change.askedAt, now) ? shortClockText(change.askedAt, now)
                                                   : dayAndClockText(change.askedAt.toLocalTime()));
        m_reason->setText(change.reason);
        m_reason->setVisible(!change.reason.isEmpty());
        setVisible(true);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!m_first)
            QPainter(this).fillRect(QRect(metric::kCardPadding, 0, width() - 2 * metric::kCardPadding, 1),
                                    color(Token::RowLine, palette()));
    }

private:
    Badge *m_badge;
    Label *m_by;
    Label *m_at;
    Label *m_reason;
    bool m_first = false;
};

SwitchHistory::SwitchHistory(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_most(kFew),
      m_rows(new QVBoxLayout),
      m_none(new Label(TextRole::Body, Tone::Quiet, this)),
      m_more(new Button(Button::Kind::Text, tr("View all"), this))
{
    setObjectName(u"switchHistory"_s);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("History"));
    m_none->setObjectName(u"noSwitchHistory"_s);
    m_none->setText(tr("The routing switch was never turned."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(metric::kCardPadding, 8, metric::kCardPadding, 8);
    m_more->setObjectName(u"wholeSwitchHistory"_s);
    m_more->hide();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_more);
    m_rows->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, 12);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(m_rows);
    column->addWidget(m_none);
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        m_most = m_most == kFew ? kMany : kFew;
        m_more->setText(m_most == kFew ? tr("View all") : tr("View fewer"));
        refresh();
    });
    hide(); // until the gateway has told
}

void SwitchHistory::refresh()
{
    if (std::exchange(m_asking, true))
        return;
    // One more than is shown says whether there are more.
    m_client.call({.operation = "router.history", .query = {{"limit", std::to_string(m_most + 1)}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_asking = false;
                      if (!answer) // the page's other cards speak for all
                          return;
                      m_changes = parseSwitchChanges(*answer);
                      present();
                      show();
                  });
}

void SwitchHistory::present()
{
    const std::size_t count = std::min(m_changes.size(), static_cast<std::size_t>(m_most));
    const QDateTime now = QDateTime::currentDateTime();
    while (m_shown.size() < count) {
        m_shown.push_back(new Row(this));
        m_rows->addWidget(m_shown.back());
    }
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        if (i < count)
            m_shown[i]->show(m_changes[i], now, i == 0);
        else
            m_shown[i]->hide();
    m_none->setVisible(m_changes.empty());
    m_more->setVisible(m_most == kMany || m_changes.size() > count);
}

} // namespace ui

#include "ui/pages/routing/outages_card.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/pages/routing/outage_track.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::size_t kFew = 6;
constexpr int kMostOutages = 1000;
constexpr int kPaceMs = 10'000;
constexpr qint64 kDaySeconds = 24 * 60 * 60;
constexpr int kNameWidth = 160;
constexpr int kStateWidth = 120;
constexpr int kGap = 16;

QHBoxLayout *lineOf(QWidget *owner, int above, int below)
{
    auto *out = new QHBoxLayout(owner);
    out->setContentsMargins(metric::kCardPadding, above, metric::kCardPadding, below);
    out->setSpacing(kGap);
    return out;
}

} // namespace

/// The hours below the lines.
class OutagesCard::Axis final : public QWidget {
public:
    explicit Axis(QWidget *parent) : QWidget(parent)
    {
        setFont(fontFor(TextRole::Caption));
        setFixedHeight(QFontMetrics(font()).height() + 12);
    }
    void setEnd(const QDateTime &end)
    {
        m_end = end;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(color(Token::TextSecondary, palette()));
        const int left = metric::kCardPadding + kNameWidth + kGap + metric::kFocusGap;
        const int right = metric::kCardPadding + kStateWidth + kGap + metric::kFocusGap;
        const QRect room(left, 0, width() - left - right, height());
        constexpr int kParts = 4;
        for (int part = 0; part <= kParts; ++part) {
            const QString text = part == kParts
                                     ? OutagesCard::tr("now")
                                     : m_end.addSecs(-kDaySeconds * (kParts - part) / kParts).toString(u"HH:mm");
            const Qt::Alignment side = part == 0 ? Qt::AlignLeft : part == kParts ? Qt::AlignRight : Qt::AlignHCenter;
            QRect box(room.left() + room.width() * part / kParts, 0, 0, height());
            box.adjust(part == 0 ? 0 : -60, 0, part == kParts ? 0 : 60, 0);
            painter.drawText(box, static_cast<int>(side | Qt::AlignVCenter), text);
        }
    }

private:
    QDateTime m_end{};
};

/// Whose key it is, its day, and how long it was out of use.
class OutagesCard::Row final : public QWidget {
public:
    explicit Row(QWidget *parent)
        : QWidget(parent),
          m_provider(new Label(TextRole::Emphasis, Tone::Plain, this)),
          m_key(new Label(TextRole::Body, Tone::Quiet, this)),
          m_track(new OutageTrack(this)),
          m_state(new Label(TextRole::Body, Tone::Quiet, this))
    {
        m_track->setObjectName(u"outageTrack"_s);
        for (Label *label : {m_provider, m_key})
            label->setElided(true);
        m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_state->setFixedWidth(kStateWidth);
        auto *names = new QWidget(this);
        names->setFixedWidth(kNameWidth);
        auto *stack = new QVBoxLayout(names);
        stack->setContentsMargins({});
        stack->setSpacing(2);
        stack->addWidget(m_provider);
        stack->addWidget(m_key);
        auto *line = lineOf(this, 8, 8);
        line->addWidget(names);
        line->addWidget(m_track, 1);
        line->addWidget(m_state);
    }
    void show(const KeyTimeline &timeline, const QDateTime &to)
    {
        const QDateTime from = to.addSecs(-kDaySeconds);
        m_provider->setText(timeline.provider);
        m_key->setText(timeline.key);
        m_key->setVisible(!timeline.key.isEmpty());
        const bool on = timeline.on();
        m_state->setTone(on ? Tone::Warn : Tone::Quiet);
        m_state->setText(on ? OutagesCard::tr("out of use now") : spanWords(secondsOut(timeline, from, to)));
        m_track->setTimeline(timeline, from, to);
        setVisible(true);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(QRect(metric::kCardPadding, 0, width() - 2 * metric::kCardPadding, 1),
                                color(Token::RowLine, palette()));
    }

private:
    Label *m_provider;
    Label *m_key;
    OutageTrack *m_track;
    Label *m_state;
};

OutagesCard::OutagesCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_rows(new QVBoxLayout),
      m_axis(new Axis(this)),
      m_legend(new QWidget(this)),
      m_note(new Label(TextRole::Body, Tone::Quiet, this)),
      m_more(new Button(Button::Kind::Text, tr("View all"), this))
{
    setObjectName(u"keyOutages"_s);
    m_note->setObjectName(u"keyOutagesNote"_s);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(metric::kCardPadding, 8, metric::kCardPadding, 8);
    m_more->setObjectName(u"allKeyOutages"_s);
    build();
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        m_all = !m_all;
        present();
    });
    hide(); // until the gateway has told
}

void OutagesCard::build()
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Keys out of use"));
    auto *span = new Label(TextRole::Body, Tone::Quiet, this);
    span->setText(tr("last 24 hours"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 12);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(span);
    head->addStretch();
    head->addWidget(m_more);
    auto *legend = lineOf(m_legend, 4, 4);
    const std::array<std::pair<Tone, QString>, 3> kinds{
        {{Tone::Warn, tr("told to wait")}, {Tone::Error, tr("refused or failing")}, {Tone::Quiet, tr("held by hand")}}};
    for (const auto &[tone, words] : kinds) {
        auto *dot = new StatusDot(8, m_legend);
        dot->setTone(tone);
        auto *label = new Label(TextRole::Caption, Tone::Quiet, m_legend);
        label->setText(words);
        auto *pair = new QHBoxLayout;
        pair->setSpacing(8);
        pair->addWidget(dot);
        pair->addWidget(label);
        legend->addLayout(pair);
    }
    legend->addStretch();
    m_rows->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, 12);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(m_rows);
    column->addWidget(m_axis);
    column->addWidget(m_legend);
    column->addWidget(m_note);
}

void OutagesCard::refresh()
{
    if (!m_asked.isValid() || m_asked.hasExpired(kPaceMs))
        refreshNow();
}

void OutagesCard::refreshNow()
{
    if (std::exchange(m_asking, true))
        return;
    m_asked.start();
    m_client.call({.operation = "health.history", .query = {{"limit", std::to_string(kMostOutages)}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_asking = false;
                      if (!answer) // the page's other cards speak for all
                          return;
                      m_timelines = timelinesOf(parseKeyOutages(*answer));
                      m_cut = !base::at(*answer, "next").is_null();
                      m_to = QDateTime::currentDateTime();
                      present();
                      show();
                  });
}

void OutagesCard::present()
{
    const std::size_t count = m_all ? m_timelines.size() : std::min(m_timelines.size(), kFew);
    while (m_shown.size() < count) {
        m_shown.push_back(new Row(this));
        m_rows->addWidget(m_shown.back());
    }
    for (std::size_t i = 0; i < m_shown.size(); ++i)
        if (i < count)
            m_shown[i]->show(m_timelines[i], m_to);
        else
            m_shown[i]->hide();
    m_axis->setEnd(m_to);
    for (QWidget *part : std::initializer_list<QWidget *>{m_axis, m_legend})
        part->setVisible(count > 0);
    m_note->setText(count == 0 ? tr("No key had to wait in the last 24 hours.")
                               : tr("Only the latest %1 are shown.").arg(countText(kMostOutages)));
    m_note->setVisible(count == 0 || m_cut);
    m_more->setVisible(m_timelines.size() > kFew);
    m_more->setText(m_all ? tr("View fewer") : tr("View all"));
}

} // namespace ui

#include "ui/pages/overview/endpoint_card.h"

#include <cmath>

#include <QAbstractButton>
#include <QDateTime>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/pages/overview/dashboard_stats.h"
#include "ui/parts/switch_panel.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/field_box.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHeight = 100;
constexpr int kSide = 24;
constexpr int kGap = 16;
constexpr int kAddressWidth = 252;
constexpr int kNarrowAddress = 190;
constexpr int kWideFrom = 900;

/// A line between two parts of the card.
class Divider final : public QWidget {
public:
    explicit Divider(QWidget *parent) : QWidget(parent) { setFixedSize(1, 52); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), color(Token::RowLine, palette())); }
};

/// Some text that leads somewhere. The window draws the ring of the focus around it.
class FigureLink final : public QAbstractButton {
public:
    explicit FigureLink(QWidget *parent) : QAbstractButton(parent)
    {
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding); // on one line with the figures beside it
    }
    QSize sizeHint() const override { return layout() ? layout()->sizeHint() : QSize(); }

protected:
    void paintEvent(QPaintEvent *) override {}
};

} // namespace

EndpointCard::EndpointCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_switch(new SwitchPanel(client, this)),
      m_dot(new StatusDot(8, this)),
      m_state(new Label(TextRole::Caption, Tone::Quiet, this)),
      m_address(new Label(TextRole::Code, Tone::Plain, this)),
      m_copy(new CopyButton(CopyButton::Label::Word, tr("Copy the endpoint"), this))
{
    setFixedHeight(kHeight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kSide, 0, kSide, 0);
    row->setSpacing(kGap);
    row->addWidget(m_switch, 1);
    row->addWidget(new Divider(this));
    row->addLayout(buildAddress());
    m_figures = buildFigures();
    row->addWidget(m_figures);
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &EndpointCard::refresh);
    refresh();
}

QBoxLayout *EndpointCard::buildAddress()
{
    m_address->setObjectName(u"endpointAddress"_s);
    m_address->setElided(true);
    m_copy->setObjectName(u"copyEndpoint"_s);
    m_state->setObjectName(u"listeningState"_s);
    auto *caption = new QHBoxLayout;
    caption->setSpacing(6);
    caption->addWidget(m_dot);
    caption->addWidget(m_state, 1);
    m_box = new FieldBox(m_address, this);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_box);
    line->addWidget(m_copy);
    auto *address = new QVBoxLayout;
    address->setSpacing(6);
    address->addStretch();
    address->addLayout(caption);
    address->addLayout(line);
    address->addStretch();
    return address;
}

QWidget *EndpointCard::buildFigures()
{
    auto *figures = new QWidget(this);
    auto *row = new QHBoxLayout(figures);
    row->setContentsMargins(8, 0, 0, 0);
    row->setSpacing(20);
    row->addWidget(new Divider(figures));
    row->addLayout(figureOf(m_open, tr("calls in flight"), u"openCalls"_s));
    row->addLayout(figureOf(m_sessions, tr("active sessions"), u"activeSessions"_s));
    addHealth(*row);
    return figures;
}

/// The figure and its caption are one button.
void EndpointCard::addHealth(QBoxLayout &row)
{
    auto *link = new FigureLink(this);
    link->setObjectName(u"openHealth"_s);
    link->setAccessibleName(tr("Health"));
    link->setLayout(figureOf(m_health, tr("health"), u"health"_s, Tone::Accent));
    connect(link, &QAbstractButton::clicked, this, &EndpointCard::healthWanted);
    m_healthLink = link;
    row.addWidget(link);
}

QBoxLayout *EndpointCard::figureOf(Label *&figure, const QString &caption, const QString &name, Tone tone)
{
    figure = new Label(TextRole::Section, Tone::Plain, this);
    figure->setText(u"–"_s);
    figure->setObjectName(name);
    auto *words = new Label(TextRole::Caption, tone, this);
    words->setText(caption);
    for (Label *label : {figure, words})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *column = new QVBoxLayout;
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addStretch();
    column->addWidget(figure);
    column->addWidget(words);
    column->addStretch();
    return column;
}

void EndpointCard::setStats(const DashboardStats &stats)
{
    m_open->setText(stats.openCalls ? countText(*stats.openCalls) : u"–"_s);
    m_sessions->setText(stats.activeSessions ? countText(*stats.activeSessions) : u"–"_s);
    // Cut, not rounded: all is well only when all is well.
    m_health->setText(stats.health ? countText(static_cast<std::int64_t>(std::floor(*stats.health * 100 + 1e-9))) + u'%'
                                   : u"–"_s);
    m_healthLink->setAccessibleDescription(m_health->text());
}

void EndpointCard::poll()
{
    m_switch->poll();
}

void EndpointCard::setRoom(int width)
{
    m_room = width;
    fit();
}

bool EndpointCard::event(QEvent *event)
{
    const bool done = Card::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit(); // the switch needs more room while a change is pending
    return done;
}

/// What goes on at this moment stands only where there is room for it: the rest can be acted upon.
void EndpointCard::fit()
{
    m_box->setFixedWidth(m_room < kWideFrom ? kNarrowAddress : kAddressWidth);
    const int address = m_box->minimumWidth() + m_copy->sizeHint().width() + kGap;
    const int needed =
        m_switch->minimumSizeHint().width() + address + m_figures->sizeHint().width() + 2 * kSide + 4 * kGap;
    m_figures->setVisible(m_room >= needed);
}

void EndpointCard::refresh()
{
    const QString endpoint = m_client.endpoint();
    const bool listening = !endpoint.isEmpty();
    m_dot->setTone(listening ? Tone::Ok : Tone::Quiet);
    m_state->setText(listening ? tr("Listening") : tr("Not listening"));
    m_address->setText(listening ? endpoint + u"/v1"_s : tr("no address"));
    m_address->setTone(listening ? Tone::Plain : Tone::Quiet);
    m_copy->setCopyText(listening ? endpoint + u"/v1"_s : QString());
}

void EndpointCard::setStatus(const base::Json &status)
{
    refresh();
    const QDateTime started = parseTime(QString::fromStdString(base::textOr(base::at(status, "started_at"))));
    const QString version = QString::fromStdString(base::textOr(base::at(status, "version")));
    m_state->setToolTip(
        started.isValid() && !version.isEmpty()
            ? tr("Version %1, running since %2").arg(version, shortClockText(started, QDateTime::currentDateTime()))
            : QString());
    const bool healthy = base::truthOr(base::at(base::at(status, "ledger"), "healthy"), true);
    m_switch->setTrouble(healthy ? QString() : tr("The ledger cannot be written"));
    if (const auto open = base::integerIn(base::at(status, "open_calls")))
        m_open->setText(countText(*open));
}

} // namespace ui

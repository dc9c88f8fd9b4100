#include "ui/shell/listen_banner.h"

#include <chrono>
#include <utility>

#include <QAccessible>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/text/error_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/poller.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kPace = 3s;
constexpr int kHeight = 52;
constexpr int kIcon = 18;

QString words(const char *text)
{
    return QCoreApplication::translate("ui::listen", text);
}

int portIn(const base::Json &json)
{
    const std::int64_t port = base::integerOr(json);
    return port > 0 && port <= 65535 ? static_cast<int>(port) : 0;
}

int wishedPort(const base::Json &status)
{
    const base::Json &problem = base::at(status, "problem");
    const int tried = portIn(base::at(problem, "port"));
    return tried ? tried : portIn(base::at(base::at(status, "wished"), "port"));
}

} // namespace

QString listenWords(const base::Json &status)
{
    const base::Json &problem = base::at(status, "problem");
    const base::Json &holder = base::at(problem, "holder");
    const QString name = QString::fromStdString(base::textOr(base::at(holder, "name")));
    const int port = wishedPort(status);
    if (!name.isEmpty() && port)
        return words(
                   QT_TRANSLATE_NOOP("ui::listen", "%1 (process %2) has port %3, so no program can call the gateway."))
            .arg(name)
            .arg(base::integerOr(base::at(holder, "pid")))
            .arg(port);
    if (port && base::textOr(base::at(problem, "code")) == "port_in_use")
        return words(
                   QT_TRANSLATE_NOOP("ui::listen", "Another program has port %1, so no program can call the gateway."))
            .arg(port);
    return words(QT_TRANSLATE_NOOP("ui::listen", "The gateway has no port, so no program can call it."));
}

ListenBanner::ListenBanner(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_text(new Label(TextRole::Emphasis, Tone::Warn, this)),
      m_other(new Button(Button::Kind::Primary, tr("Use another port"), this)),
      m_again(new Button(Button::Kind::Outlined, tr("Try again"), this))
{
    setObjectName(u"listenBanner"_s);
    setFixedHeight(kHeight);
    m_text->setObjectName(u"listenWords"_s);
    m_text->setElided(true);
    m_other->setObjectName(u"useOtherPort"_s);
    m_again->setObjectName(u"tryPortAgain"_s);
    m_other->hide();
    m_again->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::kPageSide + kIcon + 10, 0, metric::kPageSide, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_again);
    row->addWidget(m_other);
    connect(m_other, &QAbstractButton::clicked, this, [this] { rebind(m_suggestion); });
    connect(m_again, &QAbstractButton::clicked, this, [this] { rebind(m_wished); });
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &ListenBanner::follow);
    hide();
    new Poller(*this, kPace, [this] { ask(); });
    follow();
}

void ListenBanner::follow()
{
    const bool listening = !m_client.endpoint().isEmpty();
    if (listening == isHidden())
        return;
    if (!listening)
        m_text->setText(listenWords({}));
    setVisible(!listening);
}

void ListenBanner::ask()
{
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer && !isHidden())
            take(*answer);
    });
}

void ListenBanner::take(const base::Json &status)
{
    m_suggestion = portIn(base::at(base::at(status, "problem"), "suggestion"));
    m_wished = wishedPort(status);
    m_other->setVisible(m_suggestion > 0);
    m_other->setText(tr("Use port %1 instead").arg(m_suggestion));
    m_again->setVisible(m_wished > 0);
    const QString why = listenWords(status);
    if (why == m_text->text())
        return;
    m_text->setText(why);
    setAccessibleName(why);
    QAccessibleEvent event(this, QAccessible::Alert); // read aloud, as nothing takes the focus here
    QAccessible::updateAccessibility(&event);
}

void ListenBanner::rebind(int port)
{
    if (port <= 0 || std::exchange(m_moving, true))
        return;
    m_other->setEnabled(false);
    m_again->setEnabled(false);
    admin::AdminCall call{.operation = "settings.rebind", .body = {{"port", port}}};
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        m_moving = false;
        m_other->setEnabled(true);
        m_again->setEnabled(true);
        if (answer)
            Q_EMIT moved(m_client.endpoint());
        else if (answer.error().code == base::ErrorCode::Conflict)
            Q_EMIT failed(tr("The port is still taken"));
        else
            Q_EMIT failed(errorWords(answer.error().code));
        ask();
    });
}

void ListenBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::WarnBadge, palette()));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::RowLine, palette()));
    paintIcon(painter, u"warning"_s, QRectF(metric::kPageSide, 0, kIcon, height()), kIcon,
              color(Token::WarnText, palette()));
}

} // namespace ui

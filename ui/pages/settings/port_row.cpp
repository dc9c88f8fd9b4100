#include "ui/pages/settings/port_row.h"

#include <utility>

#include <QHBoxLayout>
#include <QUrl>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/pages/settings/setting_section.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 88;
constexpr int kLastPort = 65535;

int portIn(const base::Json &json)
{
    const std::int64_t port = base::integerOr(json);
    return port > 0 && port <= kLastPort ? static_cast<int>(port) : 0;
}

} // namespace

PortRow::PortRow(admin::AdminClient &client, SettingSection &section)
    : QObject(&section), m_client(client), m_edit(new LineEdit), m_move(new Button(Button::Kind::Secondary, tr("Use")))
{
    auto *both = new QWidget;
    both->setAccessibleName(tr("Port"));
    m_edit->setObjectName(u"port"_s);
    m_edit->setAccessibleName(tr("Port"));
    m_edit->setFixedWidth(kWidth);
    m_edit->setMaxLength(5);
    m_edit->setFont(fontFor(TextRole::Code));
    m_move->setObjectName(u"movePort"_s);
    m_move->setAccessibleName(tr("Use this port"));
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_edit);
    row->addWidget(m_move);
    m_row = section.addRow(tr("Port"), tr("From 1 to 65535. Calls under way are finished; programs have to be told."),
                           both);
    m_other = new Button(Button::Kind::Secondary, tr("Use another port"), m_row);
    m_other->setObjectName(u"useFreePort"_s);
    m_other->setAccessibleName(tr("Use a free port"));
    m_other->hide();
    m_row->addBelow(m_other);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        m_row->setError({});
        m_edit->setInvalid(false);
        m_other->hide();
        follow();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &PortRow::submit);
    connect(m_move, &QAbstractButton::clicked, this, &PortRow::submit);
    connect(m_other, &QAbstractButton::clicked, this, [this] { move(m_suggestion); });
    follow();
}

/// What was typed and not sent stays.
void PortRow::setStatus(const base::Json &status)
{
    if (m_moving)
        return;
    const QUrl endpoint(m_client.endpoint());
    const int wished = portIn(base::at(base::at(status, "wished"), "port"));
    const int now = endpoint.port() > 0 ? endpoint.port() : wished;
    if (m_edit->text().isEmpty() || m_edit->text().toInt() == m_port)
        m_edit->setText(now > 0 ? QString::number(now) : QString());
    m_port = now;
    if (const base::Json &problem = base::at(status, "problem"); problem.is_object())
        showTaken(problem);
    follow();
}

void PortRow::follow()
{
    const bool other = m_edit->text().toInt() != m_port || m_client.endpoint().isEmpty();
    m_move->setEnabled(other && !m_moving && !m_edit->text().isEmpty());
    m_other->setEnabled(!m_moving);
}

void PortRow::submit()
{
    bool isNumber = false;
    const int port = m_edit->text().trimmed().toInt(&isNumber);
    if (!isNumber || port < 1 || port > kLastPort) {
        m_edit->setInvalid(true);
        return m_row->setError(tr("Give a number from 1 to 65535."));
    }
    move(port);
}

void PortRow::move(int port)
{
    if (std::exchange(m_moving, true))
        return;
    follow();
    m_client.call({.operation = "settings.rebind", .body = {{"port", port}}}, this,
                  [this, port](const base::Result<base::Json> &answer) {
                      m_moving = false;
                      if (!answer)
                          return refused(answer.error(), port);
                      m_row->setError({});
                      m_edit->setInvalid(false);
                      m_other->hide();
                      m_port = port;
                      m_edit->setText(QString::number(port));
                      follow();
                      Q_EMIT moved(m_client.endpoint());
                  });
}

void PortRow::refused(const base::Error &error, int port)
{
    m_edit->setText(QString::number(port));
    m_edit->setInvalid(true);
    m_row->setError(refusalWords(error));
    follow();
    if (error.code == base::ErrorCode::Conflict)
        askWhy(port);
}

/// Who has it, and which one is free.
void PortRow::askWhy(int port)
{
    m_client.call({.operation = "status.get"}, this, [this, port](const base::Result<base::Json> &answer) {
        if (!answer)
            return;
        const base::Json &trouble = base::at(*answer, "refused_move");
        if (portIn(base::at(trouble, "port")) == port && m_edit->text().toInt() == port)
            showTaken(trouble);
    });
}

void PortRow::showTaken(const base::Json &trouble)
{
    m_suggestion = portIn(base::at(trouble, "suggestion"));
    const base::Json &holder = base::at(trouble, "holder");
    const QString name = QString::fromStdString(base::textOr(base::at(holder, "name")));
    const int port = portIn(base::at(trouble, "port"));
    m_edit->setInvalid(true);
    m_row->setError(
        name.isEmpty()
            ? tr("Another program has port %1.").arg(port)
            : tr("%1 (process %2) has port %3.").arg(name).arg(base::integerOr(base::at(holder, "pid"))).arg(port));
    m_other->setText(tr("Use port %1").arg(m_suggestion));
    m_other->setVisible(m_suggestion > 0);
}

} // namespace ui

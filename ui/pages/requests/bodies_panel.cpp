#include "ui/pages/requests/bodies_panel.h"

#include <utility>

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "base/json.h"
#include "ui/text/error_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/quote_box.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kPadding = 24;

QString sizeText(const base::Json &body)
{
    return QLocale().formattedDataSize(base::integerOr(base::at(body, "bytes")), 1, QLocale::DataSizeTraditionalFormat);
}

} // namespace

BodiesPanel::BodiesPanel(admin::AdminClient &client, QString callId, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_callId(std::move(callId)),
      m_show(new Button(Button::Kind::Outlined, tr("Show"), this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_column(new QVBoxLayout(this))
{
    setObjectName(u"bodiesPanel"_s);
    m_show->setObjectName(u"showBodies"_s);
    m_show->setButtonSize(Button::Size::Card);
    m_show->setAccessibleName(tr("Show what was said"));
    m_words->setObjectName(u"bodiesWords"_s);
    m_words->setWordWrap(true);
    m_words->setText(tr("Requests and answers are kept where the settings say so. Reading them is written down."));
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("What was said"));
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_show);
    m_column->setContentsMargins(kPadding, 18, kPadding, 18);
    m_column->setSpacing(10);
    m_column->addLayout(head);
    m_column->addWidget(m_words);
    connect(m_show, &QAbstractButton::clicked, this, &BodiesPanel::ask);
}

void BodiesPanel::ask()
{
    m_show->setEnabled(false);
    m_client.call({.operation = "requests.bodies", .path = {{"id", m_callId.toStdString()}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (answer)
                          return take(*answer);
                      m_show->setEnabled(true);
                      const bool refused = answer.error().code == base::ErrorCode::Forbidden;
                      say(refused ? tr("Only administrators may read what calls say.")
                                  : errorWords(answer.error().code));
                  });
}

void BodiesPanel::take(const base::Json &answer)
{
    const base::Json &request = base::at(answer, "request");
    const base::Json &reply = base::at(answer, "answer");
    m_show->hide();
    if (!request.is_object() && !reply.is_object())
        return say(tr("Nothing of this call is kept. What is kept is chosen in the settings."));
    m_words->hide();
    add(tr("Request"), request);
    add(tr("Answer"), reply);
}

void BodiesPanel::add(const QString &title, const base::Json &body)
{
    auto *head = new Label(TextRole::Caption, Tone::Quiet, this);
    m_column->addWidget(head);
    if (!body.is_object())
        return head->setText(tr("%1: not kept").arg(title));
    const std::string state = base::textOr(base::at(body, "state"));
    if (state == "withheld")
        return head->setText(tr("%1, %2: withheld, because secrets could not be taken out").arg(title, sizeText(body)));
    if (state == "not_text")
        return head->setText(tr("%1, %2: no text").arg(title, sizeText(body)));
    const bool cut = base::truthOr(base::at(body, "cut"));
    head->setText(cut ? tr("%1, the beginning of %2").arg(title, sizeText(body))
                      : u"%1, %2"_s.arg(title, sizeText(body)));
    const QString text = QString::fromStdString(base::textOr(base::at(body, "text")));
    if (!text.isEmpty())
        m_column->addWidget(new QuoteBox(text, title, this));
}

void BodiesPanel::say(const QString &words)
{
    m_words->setText(words);
    m_words->show();
}

} // namespace ui

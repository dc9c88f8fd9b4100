#include "ui/pages/playground/history_sheet.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/playground/body_text.h"
#include "ui/text/error_words.h"
#include "ui/text/time_text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 560;
constexpr int kSide = 24;
constexpr int kLongestPrompt = 200;
constexpr int kFirstError = 400;
constexpr auto kSessionHeader = "x-session-id";
constexpr auto kClassHeader = "x-claude-code-request-class";

QString text(const base::Json &object, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(object, key)));
}

Button *makeAct(const char *name, const QString &icon, const QString &words, QWidget *parent)
{
    auto *out = new Button(Button::Kind::Plain, {}, parent);
    out->setObjectName(QString::fromLatin1(name));
    out->setIconName(icon);
    out->setAccessibleName(words);
    out->setToolTip(words);
    return out;
}

} // namespace

std::vector<PastTry> parseTries(const base::Json &answer)
{
    std::vector<PastTry> out;
    for (const base::Json &row : base::at(answer, "data")) {
        const std::string wire = base::textOr(base::at(row, "dialect"));
        const ClientDialect *dialect = findClientDialect(wire);
        if (dialect == nullptr)
            continue;
        const base::Json &headers = base::at(row, "headers");
        out.push_back({.id = text(row, "id"),
                       .at = parseTime(text(row, "at")),
                       .status = static_cast<int>(base::integerOr(base::at(row, "status"))),
                       .keyId = text(row, "key_id"),
                       .requestId = text(row, "request_id"),
                       .call = {.dialect = dialect,
                                .model = text(row, "model"),
                                .stream = text(row, "path").contains(u"stream"_s),
                                .body = base::textOr(base::at(row, "body")),
                                .session = text(headers, kSessionHeader),
                                .requestClass = text(headers, kClassHeader)}});
        DraftCall &call = out.back().call;
        if (!dialect->modelInPath())
            if (const auto body = parseBody(QString::fromStdString(call.body)))
                call.stream = base::truthOr(base::at(*body, "stream"));
    }
    return out;
}

base::Json tryJson(const DraftCall &call, const QString &keyId, int status, const QString &requestId)
{
    base::Json headers = base::Json::object();
    if (!call.session.isEmpty())
        headers[kSessionHeader] = call.session.toStdString();
    if (!call.requestClass.isEmpty())
        headers[kClassHeader] = call.requestClass.toStdString();
    return {{"dialect", call.dialect->wire},
            {"path", call.dialect->pathFor(call.model, call.stream)},
            {"model", call.model.toStdString()},
            {"key_id", keyId.toStdString()},
            {"headers", std::move(headers)},
            {"body", call.body},
            {"status", status},
            {"request_id", requestId.toStdString()}};
}

QString promptOf(const DraftCall &call)
{
    const auto body = parseBody(QString::fromStdString(call.body));
    if (!body)
        return QString::fromStdString(call.body).simplified().left(kLongestPrompt);
    const PromptForm form = readForm(*call.dialect, *body);
    return form.turns.back().text.simplified().left(kLongestPrompt);
}

/// One call: when and what, and what can be done with it.
class HistorySheet::Row final : public QWidget {
public:
    Row(const PastTry &past, HistorySheet &sheet, QWidget *parent);
};

HistorySheet::Row::Row(const PastTry &past, HistorySheet &sheet, QWidget *parent) : QWidget(parent)
{
    const QDateTime now = QDateTime::currentDateTime();
    const QString prompt = promptOf(past.call);
    auto *words = new Label(TextRole::Emphasis, Tone::Plain, this);
    words->setText(prompt.isEmpty() ? HistorySheet::tr("no text") : prompt);
    words->setElided(true);
    auto *facts = new Label(TextRole::Body, Tone::Quiet, this);
    facts->setText(
        u"%1 · %2 · %3"_s.arg(clockText(past.at, now), past.call.model, QString::fromLatin1(past.call.dialect->name)));
    facts->setElided(true);
    const bool good = past.status > 0 && past.status < kFirstError;
    auto *badge = new Badge(past.status > 0 ? QString::number(past.status) : HistorySheet::tr("No answer"),
                            good ? Tone::Ok : Tone::Error, this);
    auto *open = makeAct("openTry", u"edit"_s, HistorySheet::tr("Take it over into the form"), this);
    auto *again = makeAct("sendTry", u"refresh"_s, HistorySheet::tr("Send it again"), this);
    auto *copy = makeAct("copyTry", u"copy"_s, HistorySheet::tr("Copy as curl"), this);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(words);
    lines->addWidget(facts);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kSide, 10, kSide - 8, 10);
    row->setSpacing(4);
    row->addLayout(lines, 1);
    row->addSpacing(8);
    row->addWidget(badge);
    row->addSpacing(4);
    for (Button *act : {open, again, copy})
        row->addWidget(act);
    connect(open, &QAbstractButton::clicked, &sheet, [&sheet, past] {
        Q_EMIT sheet.openWanted(past);
        sheet.close();
    });
    connect(again, &QAbstractButton::clicked, &sheet, [&sheet, past] {
        Q_EMIT sheet.sendWanted(past);
        sheet.close();
    });
    connect(copy, &QAbstractButton::clicked, &sheet, [&sheet, past] { Q_EMIT sheet.copyWanted(past); });
}

HistorySheet::HistorySheet(admin::AdminClient &client, QWidget &window)
    : Sheet(window, kWidth), m_client(client), m_forget(new Button(Button::Kind::Secondary, tr("Forget all"), this))
{
    setObjectName(u"historySheet"_s);
    setTitle(tr("History"));
    setSubtitle(tr("The last 50 calls made here, without keys and answers."));
    m_forget->setObjectName(u"forgetTries"_s);
    m_forget->setEnabled(false);
    auto *content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 4, 0, 12);
    m_column->setSpacing(0);
    setContent(content);
    footer()->addStretch();
    footer()->addWidget(m_forget);
    connect(m_forget, &QAbstractButton::clicked, this, &HistorySheet::forget);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
    ask();
}

void HistorySheet::ask()
{
    m_client.call({.operation = "playground.tries"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            return show(parseTries(*answer));
        say(errorWords(answer.error().code));
    });
}

void HistorySheet::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void HistorySheet::say(const QString &words)
{
    clear();
    auto *label = new Label(TextRole::Body, Tone::Quiet, m_column->parentWidget());
    label->setObjectName(u"historyWords"_s);
    label->setContentsMargins(kSide, 8, kSide, 8);
    label->setWordWrap(true);
    label->setText(words);
    m_column->addWidget(label);
    m_column->addStretch();
}

void HistorySheet::show(const std::vector<PastTry> &tries)
{
    m_forget->setEnabled(!tries.empty());
    if (tries.empty())
        return say(tr("Nothing was sent from here yet."));
    clear();
    for (const PastTry &past : tries)
        m_column->addWidget(new Row(past, *this, m_column->parentWidget()));
    m_column->addStretch();
}

void HistorySheet::forget()
{
    m_forget->setEnabled(false);
    m_client.call({.operation = "playground.tries.clear"}, this, [this](const base::Result<base::Json> &) { ask(); });
}

} // namespace ui

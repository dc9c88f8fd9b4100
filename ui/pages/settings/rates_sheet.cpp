#include "ui/pages/settings/rates_sheet.h"

#include <QTextBlock>

#include "ui/pages/providers/provider_checks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/text_area.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 460;
constexpr int kTextHeight = 320;
constexpr int kWordsOfRate = 3;

QString lineOf(const base::Json &rate)
{
    const auto text = [&rate](const char *name) { return QString::fromStdString(base::textOr(base::at(rate, name))); };
    return text("currency") + u' ' + text("from") + u' ' + text("rate");
}

} // namespace

RatesSheet::RatesSheet(admin::AdminClient &client, QWidget &window)
    : FormSheet(window, kWidth, tr("Save rates")), m_client(client), m_text(new TextArea(form()))
{
    setObjectName(u"ratesSheet"_s);
    setTitle(tr("Exchange rates"));
    setSubtitle(tr("How much of a currency is one US dollar, from a day of UTC on."));
    m_text->setObjectName(u"rates"_s);
    m_text->setPlaceholderText(u"EUR 2026-01-01 0.9231\nCNY 2026-01-01 7.0125"_s);
    m_text->setFixedHeight(kTextHeight);
    m_text->setEnabled(false); // until those there are have come: saved, they take the place of all
    m_field = addField(tr("Rates, one on each line"), m_text, u"rates"_s);
    m_field->setHint(tr("Currency, day and rate. The first one of a currency holds for the time before it, too."));
    fields()->addStretch();
    act()->setEnabled(false);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_text->isEnabled())
            return;
        markEdited();
        m_field->setError({});
    });
    load();
}

void RatesSheet::load()
{
    m_client.call({.operation = "currencies.list"}, this, [this](const base::Result<base::Json> &answer) {
        if (!answer)
            return say(refusalWords(answer.error()));
        QStringList lines;
        for (const base::Json &rate : base::at(*answer, "data"))
            lines += lineOf(rate);
        m_text->setPlainText(lines.join(u'\n'));
        m_text->setEnabled(true);
        act()->setEnabled(true);
        m_text->setFocus(Qt::OtherFocusReason);
    });
}

void RatesSheet::blame(int line, const QString &words)
{
    m_field->setError(tr("Line %1: %2").arg(line + 1).arg(words));
    m_text->setTextCursor(QTextCursor(m_text->document()->findBlockByNumber(line)));
    m_text->setFocus(Qt::OtherFocusReason);
}

std::optional<base::Json> RatesSheet::rates()
{
    base::Json out = base::Json::array();
    m_lines.clear();
    const QStringList lines = m_text->toPlainText().split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        const QStringList words = lines[i].simplified().split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue;
        if (words.size() != kWordsOfRate) {
            blame(i, tr("give a currency, a day and a rate, such as EUR 2026-01-01 0.9231."));
            return std::nullopt;
        }
        out.push_back({{"currency", words[0].toUpper().toStdString()},
                       {"from", words[1].toStdString()},
                       {"rate", words[2].toStdString()}});
        m_lines.push_back(i);
    }
    return out;
}

void RatesSheet::submit()
{
    auto all = rates();
    if (!all)
        return;
    send(m_client, {.operation = "currencies.replace", .body = {{"rates", std::move(*all)}}},
         [this](const base::Json &answer) {
             Q_EMIT saved(answer);
             close();
         });
}

/// `rates[3].rate`: the fourth that was sent.
void RatesSheet::fail(const base::Error &error)
{
    const QString param = QString::fromStdString(error.param);
    bool isPlace = false;
    const int place = param.section(u'[', 1).section(u']', 0, 0).toInt(&isPlace);
    if (!isPlace || place < 0 || place >= static_cast<int>(m_lines.size()))
        return FormSheet::fail(error);
    const QString field = param.section(u'.', 1);
    const QString words = field == "currency"_L1 ? tr("a currency is three letters, and not USD.")
                          : field == "from"_L1   ? tr("the day must be one such as 2026-11-20.")
                          : field == "rate"_L1
                              ? tr("the rate must be a decimal above 0, such as 0.9231, with at most 12 decimals.")
                              : refusalWords(error);
    blame(m_lines[static_cast<std::size_t>(place)], words);
}

} // namespace ui

#include "ui/pages/keys/limit_bars.h"

#include <chrono>
#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/text/numbers.h"
#include "ui/widgets/label.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/progress_bar.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

LimitBars::LimitBars(admin::AdminClient &client, Subject subject, QWidget &page)
    : QWidget(&page), m_client(client), m_subject(std::move(subject)), m_column(new QVBoxLayout(this))
{
    setObjectName(u"limitBars"_s);
    m_column->setContentsMargins({});
    m_column->setSpacing(12);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Used now"));
    m_column->addWidget(title);
    hide();
    m_poller = new Poller(page, 5s, [this] { ask(); });
}

LimitBars::~LimitBars()
{
    delete m_poller;
}

void LimitBars::ask()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = m_subject.operation, .path = {{"id", m_subject.id}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_asking = false;
                      if (answer)
                          present(base::at(*answer, "data"));
                      else
                          hide();
                  });
}

void LimitBars::present(const base::Json &limits)
{
    keepRows(limits.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::int64_t most = base::integerOr(base::at(limits[i], "limit"));
        const std::int64_t used = base::integerOr(base::at(limits[i], "used"));
        const Row &row = m_rows[i];
        row.words->setText(wordsOf(limits[i]));
        row.count->setText(tr("%1 of %2").arg(countText(used), countText(most)));
        row.bar->setAccessibleName(row.words->text());
        row.bar->setShare(most > 0 ? static_cast<double>(used) / static_cast<double>(most) : 0);
    }
    setVisible(!m_rows.empty());
}

void LimitBars::keepRows(std::size_t count)
{
    while (m_rows.size() < count)
        addRow();
    while (m_rows.size() > count) {
        for (QWidget *part :
             std::initializer_list<QWidget *>{m_rows.back().words, m_rows.back().count, m_rows.back().bar})
            delete part;
        m_rows.pop_back();
    }
}

void LimitBars::addRow()
{
    const Row row{.words = new Label(TextRole::Body, Tone::Plain, this),
                  .count = new Label(TextRole::Body, Tone::Quiet, this),
                  .bar = new ProgressBar(this)};
    row.words->setElided(true);
    auto *words = new QHBoxLayout;
    words->setSpacing(12);
    words->addWidget(row.words, 1);
    words->addWidget(row.count);
    auto *both = new QVBoxLayout;
    both->setSpacing(4);
    both->addLayout(words);
    both->addWidget(row.bar);
    m_column->addLayout(both);
    m_rows.push_back(row);
}

/// What holds for somebody else, and so for this one as well, bears their name.
QString LimitBars::wordsOf(const base::Json &limit) const
{
    const std::string kind = base::textOr(base::at(limit, "kind"));
    const QString words = kind == "tokens_per_minute"  ? tr("Tokens in the last minute")
                          : kind == "concurrent_calls" ? tr("Calls at once")
                                                       : tr("Calls in the last minute");
    if (base::textOr(base::at(limit, "scope")) == m_subject.scope)
        return words;
    return words + u" · "_s + QString::fromStdString(base::textOr(base::at(limit, "name")));
}

} // namespace ui

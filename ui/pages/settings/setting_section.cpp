#include "ui/pages/settings/setting_section.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/pages/settings/setting_row.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

constexpr int kAbove = 18;
constexpr int kBelow = 8;

} // namespace

SettingSection::SettingSection(const QString &title, QWidget *parent)
    : Card(parent), m_title(new Label(TextRole::CardTitle, Tone::Plain, this)), m_column(new QVBoxLayout(this))
{
    m_title->setText(title);
    m_title->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    m_column->setContentsMargins(0, kAbove, 0, kBelow);
    m_column->setSpacing(0);
    m_column->addWidget(m_title);
    setAccessibleName(title);
}

SettingRow *SettingSection::addRow(const QString &title, const QString &hint, QWidget *control)
{
    auto *row = new SettingRow(title, hint, control, this);
    row->setFirst(m_rows.empty());
    m_column->addWidget(row);
    m_rows.push_back(row);
    return row;
}

void SettingSection::setPresent(SettingRow &row, bool present)
{
    if (row.isPresent() == present)
        return;
    row.setPresent(present);
    filter(m_words);
}

bool SettingSection::filter(const QStringList &words)
{
    m_words = words;
    const bool whole = std::ranges::all_of(
        words, [this](const QString &word) { return m_title->text().contains(word, Qt::CaseInsensitive); });
    bool any = false;
    for (SettingRow *row : m_rows) {
        const bool shown = row->isPresent() && (whole || row->matches(words));
        row->setVisible(shown);
        row->setFirst(!any);
        any = any || shown;
    }
    setVisible(any);
    return any;
}

} // namespace ui

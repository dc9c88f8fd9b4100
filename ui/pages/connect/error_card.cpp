#include "ui/pages/connect/error_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRows = 9;
constexpr int kRow = 40;
constexpr int kSearchWidth = 240;

} // namespace

ErrorCard::ErrorCard(QWidget *parent) : Card(parent)
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("If it fails"));
    auto *search = new SearchField(tr("Status, code or word"), this);
    search->setObjectName(u"errorSearch"_s);
    search->setFixedWidth(kSearchWidth);
    auto *none = new Label(TextRole::Body, Tone::Quiet, this);
    none->setText(tr("No error matches these words."));
    none->setContentsMargins(metric::kCardPadding, 12, 0, 0);
    none->hide();
    auto *table = new TableView(kRow, this);
    table->setObjectName(u"errorTable"_s);
    table->setAccessibleName(tr("Errors"));
    table->setModel(&m_model);
    table->setColumns(ErrorModel::columnLayouts());
    table->setFixedHeight(metric::kTableHead + kRows * kRow);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 16, metric::kCardPadding, 0);
    head->addWidget(title, 1);
    head->addWidget(search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 12);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(none);
    column->addWidget(table);
    connect(search, &SearchField::changed, this, [this, none](const QString &words) {
        m_model.setFilter(words);
        none->setVisible(m_model.rowCount() == 0);
    });
}

} // namespace ui

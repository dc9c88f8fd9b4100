#include <vector>

#include <QAbstractTableModel>
#include <QHBoxLayout>

#include "ui/gallery/chart_samples.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/newer_bar.h"
#include "ui/widgets/quote_box.h"
#include "ui/widgets/row_switches.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_area.h"

// The words of the gallery are for builders and stay English.

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kTableHeight = 296;
constexpr int kSwitchColumn = 5;

/// Rows that hold every kind of cell.
class SampleRows final : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(kHeads.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == kIdRole)
            return QString::number(index.row());
        const Cell &cell = m_rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
        if (role == kCellRole)
            return QVariant::fromValue(cell);
        return role == Qt::DisplayRole ? QVariant(plainText(cell)) : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal)
            return {};
        if (role == Qt::TextAlignmentRole)
            return QVariant(Qt::AlignVCenter | (section == 3 ? Qt::AlignRight : Qt::AlignLeft));
        return role == Qt::DisplayRole ? QVariant(kHeads[section]) : QVariant();
    }

private:
    using Kind = Cell::Kind;
    static inline const QStringList kHeads{u"Started"_s, u"Provider"_s, u"Model"_s, u"Cost"_s, u"State"_s, u"On"_s};
    const std::vector<std::vector<Cell>> m_rows{
        {{Kind::Clock, u"14:27:36"_s, u"20 Nov"_s},
         {Kind::Stack, u"Anthropic"_s, u"api.anthropic.com"_s},
         {Kind::Route, u"claude-sonnet-5"_s, u"smart"_s},
         {Kind::Number, u"$0.0182"_s},
         {Kind::State, u"On"_s, {}, Tone::Ok},
         {Kind::Number}},
        {{Kind::Clock, u"14:27:31"_s},
         {Kind::Lines, u"docs-bot"_s, u"sy-4f21…"_s},
         {Kind::Text, u"gpt-5.2-mini"_s, u"streamed"_s},
         {Kind::Number, u"unpriced"_s, {}, Tone::Warn},
         {Kind::State, u"Key locked"_s, {}, Tone::Warn},
         {Kind::Number}},
        {{Kind::Clock, u"14:26:02"_s},
         {Kind::Stack, u"A provider with a name that is longer than its column"_s, u"localhost:11434"_s},
         {Kind::Text, u"an-organisation/a-model-with-a-very-long-name:free"_s},
         {Kind::Number, u"$0.00"_s, {}, Tone::Quiet},
         {Kind::Dot, u"502"_s, u"upstream_error"_s, Tone::Error},
         {Kind::Number}},
        {{Kind::Pending}, {Kind::Pending}, {Kind::Pending}, {Kind::Pending}, {Kind::Pending}, {Kind::Number}},
    };
};

Card *tableCard()
{
    auto *card = new Card;
    card->setFixedHeight(kTableHeight);
    auto *table = new DataTable(u"gallery"_s, metric::kTallRow, card);
    table->setAccessibleName(u"Every kind of cell"_s);
    table->setModel(new SampleRows(table));
    table->arrange({{.id = u"started"_s, .layout = {170, 0}, .sort = u"-started"_s},
                    {.id = u"provider"_s, .layout = {0, 0}},
                    {.id = u"model"_s, .layout = {300, 0}},
                    {.id = u"cost"_s, .layout = {110, 0}, .sort = u"-cost"_s},
                    {.id = u"state"_s, .layout = {190, 0}},
                    {.id = u"on"_s, .layout = {80, 0}}},
                   u"-started"_s);
    new RowSwitches(*table, kSwitchColumn, [](int row) {
        return RowSwitches::State{.on = row != 2, .pending = {}, .name = u"Row %1"_s.arg(row + 1)};
    });
    table->selectRow(1);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(0, 4, 0, 12);
    column->setSpacing(0);
    auto *newer = new NewerBar(card);
    newer->setText(u"3 new calls above"_s);
    newer->show();
    column->addWidget(newer);
    column->addWidget(table, 1);
    return card;
}

QWidget *filters()
{
    auto *out = new QWidget;
    auto *row = new QHBoxLayout(out);
    row->setContentsMargins({});
    row->setSpacing(8);
    using Kind = FilterButton::Kind;
    const auto add = [row](Kind kind, const QString &field) {
        auto *made = new FilterButton(kind, field);
        row->addWidget(made);
        return made;
    };
    add(Kind::Choice, u"Provider"_s);
    add(Kind::Choice, u"Model"_s)->setValue(u"claude-sonnet-5"_s);
    add(Kind::Toggle, u"Failed"_s);
    add(Kind::Toggle, u"Failed over"_s)->setChecked(true);
    add(Kind::Choice, u"Disabled"_s)->setEnabled(false);
    row->addStretch();
    return out;
}

ChoiceList *choices()
{
    auto *out = new ChoiceList(u"Find a model"_s);
    out->setFixedSize(220, 190);
    return out;
}

QWidget *lists()
{
    auto *out = new QWidget;
    auto *row = new QHBoxLayout(out);
    row->setContentsMargins({});
    row->setSpacing(20);
    auto *filled = choices();
    filled->setChoices({{u"a"_s, u"claude-sonnet-5"_s}, {u"b"_s, u"gpt-5.2-mini"_s}, {u"c"_s, u"gemini-3-flash"_s}},
                       u"b"_s);
    row->addWidget(filled, 0, Qt::AlignTop);
    auto *loading = choices();
    loading->setMessage(u"Loading…"_s);
    row->addWidget(loading, 0, Qt::AlignTop);
    auto *none = new EmptyState(u"No calls match"_s, u"No call in the log fits all of these filters."_s);
    none->addButton(u"Clear filters"_s);
    row->addWidget(none, 1);
    return out;
}

QWidget *quotes()
{
    auto *out = new QWidget;
    auto *row = new QHBoxLayout(out);
    row->setContentsMargins({});
    row->setSpacing(20);
    row->addWidget(new QuoteBox(u"{\"error\":{\"message\":\"<b>Rate limit</b> reached\"}}"_s, u"A short quote"_s), 1,
                   Qt::AlignTop);
    QString log;
    for (int line = 1; line <= 30; ++line)
        log += u"line %1 of what the provider said\n"_s.arg(line);
    row->addWidget(new QuoteBox(log.trimmed(), u"A long quote"_s), 1, Qt::AlignTop);
    auto *area = new TextArea;
    area->setAccessibleName(u"Notes"_s);
    area->setPlainText(u"What was typed,\nin a few lines"_s);
    area->setFixedHeight(96);
    row->addWidget(area, 1, Qt::AlignTop);
    auto *code = new CodeView;
    code->setAccessibleName(u"Program"_s);
    code->setCode(u"import os\nkey = os.environ[\"SWITCHYARD_KEY\"]\nprint(\"ready\")"_s, u"python"_s);
    code->setFixedHeight(96);
    row->addWidget(code, 1, Qt::AlignTop);
    return out;
}

} // namespace

QWidget *makeTableSamples()
{
    auto *out = new QWidget;
    auto *column = new QVBoxLayout(out);
    column->setContentsMargins({});
    column->setSpacing(16);
    for (QWidget *part : {filters(), static_cast<QWidget *>(tableCard()), lists(), quotes()})
        column->addWidget(part);
    return out;
}

} // namespace ui

#include "ui/pages/providers/model_choice.h"

#include <QHBoxLayout>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kLowestList = 180;
constexpr int kRow = 30;
constexpr int kLongestName = 256;
constexpr int kKnownRole = Qt::UserRole + 1;

} // namespace

ModelChoice::ModelChoice(QWidget *parent)
    : QWidget(parent),
      m_items(new QStandardItemModel(this)),
      m_shown(new QSortFilterProxyModel(this)),
      m_search(new SearchField(tr("Filter models"), this)),
      m_list(new QListView(this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_all(new Button(Button::Kind::Text, tr("All"), this)),
      m_none(new Button(Button::Kind::Text, tr("None"), this)),
      m_name(new LineEdit(this))
{
    m_shown->setSourceModel(m_items);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setObjectName(u"modelChoice"_s);
    m_list->setAccessibleName(tr("Models to use"));
    m_list->setModel(m_shown);
    m_list->setUniformItemSizes(true);
    m_list->setFont(fontFor(TextRole::Body));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMinimumHeight(kLowestList);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_all->setAccessibleName(tr("Tick all models"));
    m_none->setAccessibleName(tr("Tick no model"));
    m_words->setWordWrap(true);
    m_name->setObjectName(u"modelName"_s);
    m_name->setAccessibleName(tr("Add a model by name"));
    m_name->setPlaceholderText(tr("Add a model by name"));
    m_name->setMaxLength(kLongestName);
    auto *add = new Button(Button::Kind::Secondary, tr("Add"), this);
    add->setAccessibleName(tr("Add this model"));
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(m_search, 1);
    head->addWidget(m_all);
    head->addWidget(m_none);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_name, 1);
    foot->addWidget(add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    column->addWidget(m_words);
    column->addLayout(foot);
    connect(m_search, &SearchField::changed, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_all, &QAbstractButton::clicked, this, [this] { tickAll(true); });
    connect(m_none, &QAbstractButton::clicked, this, [this] { tickAll(false); });
    connect(add, &QAbstractButton::clicked, this, &ModelChoice::addByName);
    connect(m_name, &QLineEdit::returnPressed, this, &ModelChoice::addByName);
    connect(m_items, &QStandardItemModel::itemChanged, this, [this] { describe(); });
    describe();
}

void ModelChoice::setModels(const QStringList &found, const QStringList &known)
{
    m_items->clear();
    for (const QString &name : found)
        addItem(name, known.contains(name), known.contains(name));
    describe();
}

QStandardItem *ModelChoice::addItem(const QString &name, bool ticked, bool known)
{
    auto *item = new QStandardItem(known ? tr("%1 (in the list already)").arg(name) : name);
    item->setData(name, Qt::UserRole);
    item->setData(known, kKnownRole);
    item->setCheckable(true);
    item->setSizeHint(QSize(0, kRow));
    item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    item->setEnabled(!known);
    m_items->appendRow(item);
    return item;
}

QStringList ModelChoice::chosen() const
{
    QStringList out;
    for (int row = 0; row < m_items->rowCount(); ++row)
        if (const auto *item = m_items->item(row);
            item->checkState() == Qt::Checked && !item->data(kKnownRole).toBool())
            out += item->data(Qt::UserRole).toString();
    return out;
}

int ModelChoice::count() const
{
    return m_items->rowCount();
}

void ModelChoice::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    describe();
}

/// All that the filter leaves: "All" below a filter means what one sees.
void ModelChoice::tickAll(bool ticked)
{
    for (int row = 0; row < m_shown->rowCount(); ++row) {
        auto *item = m_items->itemFromIndex(m_shown->mapToSource(m_shown->index(row, 0)));
        if (item->isEnabled())
            item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    }
}

void ModelChoice::addByName()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return;
    for (int row = 0; row < m_items->rowCount(); ++row)
        if (auto *item = m_items->item(row); item->data(Qt::UserRole).toString() == name) {
            if (item->isEnabled())
                item->setCheckState(Qt::Checked);
            m_name->clear();
            return;
        }
    addItem(name, true, false);
    m_name->clear();
    describe();
}

void ModelChoice::describe()
{
    const bool some = m_items->rowCount() > 0;
    for (QWidget *part : std::initializer_list<QWidget *>{m_search, m_list, m_all, m_none})
        part->setVisible(some);
    m_words->setText(some ? tr("%n of %1 ticked", nullptr, int(chosen().size())).arg(m_items->rowCount())
                          : m_emptyWords);
    Q_EMIT changed();
}

} // namespace ui

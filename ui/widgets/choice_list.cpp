#include "ui/widgets/choice_list.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 260;
constexpr int kRow = 32;
constexpr int kMostRows = 8;
constexpr int kMark = 16;
constexpr int kSide = 10;
constexpr int kValueRole = Qt::UserRole;
constexpr int kMarkRole = Qt::UserRole + 1;

class Delegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color(Token::AccentTint, option.palette));
            painter->drawRoundedRect(option.rect, 6, 6);
        }
        QRect room = option.rect.adjusted(kSide, 0, -kSide, 0);
        if (index.data(kMarkRole).toBool())
            paintIcon(*painter, u"check"_s, QRectF(room.right() - kMark, room.top(), kMark, room.height()), kMark,
                      color(Token::AccentText, option.palette));
        room.setRight(room.right() - kMark - 4);
        painter->setFont(fontFor(TextRole::Body));
        painter->setPen(color(Token::Text, option.palette));
        const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width());
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {kWidth, kRow}; }
};

} // namespace

ChoiceList::ChoiceList(const QString &placeholder, QWidget *parent)
    : QWidget(parent),
      m_line(new LineEdit(this)),
      m_list(new QListWidget(this)),
      m_message(new Label(TextRole::Body, Tone::Quiet, this))
{
    m_line->setPlaceholderText(placeholder);
    m_line->setAccessibleName(placeholder);
    m_line->installEventFilter(this);
    m_list->setItemDelegate(new Delegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus); // the line keeps the focus; its arrow keys move here
    m_list->setAccessibleName(placeholder);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_message->setContentsMargins(kSide, 8, kSide, 8);
    m_message->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_line);
    column->addWidget(m_message);
    column->addWidget(m_list);
    setFixedWidth(kWidth);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &ChoiceList::narrow);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
    setMessage({});
}

void ChoiceList::setChoices(const QList<Choice> &choices, const QString &chosen)
{
    m_choices = choices;
    m_chosen = chosen;
    m_message->hide();
    m_list->show();
    m_list->setFixedHeight(kRow * qBound(1, static_cast<int>(choices.size()), kMostRows));
    narrow(m_line->text());
    adjustSize();
}

void ChoiceList::setMessage(const QString &message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_list->hide();
    adjustSize();
}

void ChoiceList::narrow(const QString &text)
{
    m_list->clear();
    bool exact = false;
    for (const Choice &choice : m_choices) {
        if (!choice.label.contains(text, Qt::CaseInsensitive))
            continue;
        exact = exact || choice.label == text;
        auto *item = new QListWidgetItem(choice.label, m_list);
        item->setData(kValueRole, choice.value);
        item->setData(kMarkRole, choice.value == m_chosen);
        if (choice.value == m_chosen)
            m_list->setCurrentItem(item);
    }
    if (m_freeText && !exact && !text.trimmed().isEmpty())
        (new QListWidgetItem(text.trimmed(), m_list))->setData(kValueRole, text.trimmed());
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
}

void ChoiceList::choose(int row)
{
    if (const QListWidgetItem *item = m_list->item(row))
        Q_EMIT chosen(item->data(kValueRole).toString(), item->text());
}

bool ChoiceList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int row = m_list->currentRow();
    if (key == Qt::Key_Down)
        m_list->setCurrentRow(qMin(row + 1, m_list->count() - 1));
    else if (key == Qt::Key_Up)
        m_list->setCurrentRow(qMax(row - 1, 0));
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        choose(row);
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

} // namespace ui

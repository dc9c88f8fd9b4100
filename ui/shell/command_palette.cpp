#include "ui/shell/command_palette.h"

#include <QAction>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/shell/actions.h"
#include "ui/shell/key_cap.h"
#include "ui/shell/palette_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 580;
constexpr int kRow = 40;
constexpr int kMostRows = 9;
constexpr int kPadding = 12;
constexpr int kIcon = 16;

class PaletteDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color(Token::AccentTint, option.palette));
            painter->drawRoundedRect(option.rect, metric::kControlRadius, metric::kControlRadius);
        }
        QRect box = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
        icon.paint(painter, QRect(box.left(), box.center().y() - kIcon / 2, kIcon, kIcon));
        box.setLeft(box.left() + kIcon + 10);
        const int caps = paintKeyCaps(*painter, box, index.data(PaletteModel::KeysRole).toString(), option.palette);
        box.setRight(box.right() - caps - 8);
        paintWords(*painter, box, option, index);
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {0, kRow}; }

private:
    static void paintWords(QPainter &painter, QRect box, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        painter.setFont(fontFor(TextRole::Caption));
        painter.setPen(color(Token::TextSecondaryTinted, option.palette));
        const QString group = index.data(PaletteModel::GroupRole).toString();
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight, group);
        box.setRight(box.right() - painter.fontMetrics().horizontalAdvance(group) - 12);
        painter.setFont(fontFor(TextRole::Body));
        painter.setPen(color(Token::Text, option.palette));
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, box.width()));
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget &window, const ActionRegistry &registry)
    : Overlay(window, Place::Top, kWidth),
      m_registry(registry),
      m_field(new LineEdit(panel())),
      m_list(new QListView(panel())),
      m_none(nullptr),
      m_model(new PaletteModel(this))
{
    setObjectName(u"commandPalette"_s);
    build();
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::onQuery);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
}

void CommandPalette::build()
{
    setAccessibleName(tr("Command palette"));
    m_field->setObjectName(u"paletteField"_s);
    m_field->setPlaceholderText(tr("Search or jump to"));
    m_field->setAccessibleName(tr("Command or page"));
    m_field->addAction(makeIcon(u"search"_s, Token::SeedGrey), QLineEdit::LeadingPosition);
    m_field->setFont(fontFor(TextRole::Reading));
    m_field->setFixedHeight(kRow);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFocusPolicy(Qt::NoFocus); // the arrow keys work in the field
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->viewport()->setAutoFillBackground(false);
    auto *none = new Label(TextRole::Body, Tone::Quiet, panel());
    none->setText(tr("No command or page has these letters."));
    none->setAlignment(Qt::AlignCenter);
    none->setFixedHeight(kRow);
    m_none = none;
    auto *column = new QVBoxLayout(panel());
    column->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    column->setSpacing(8);
    column->addWidget(m_field);
    column->addWidget(m_list);
    column->addWidget(m_none);
}

void CommandPalette::ask(const QStringList &recent)
{
    auto actions = m_registry.available();
    std::erase_if(actions, [](const auto &one) { return one.action->objectName() == u"palette.open"; }); // it is open
    m_model->setActions(std::move(actions), recent);
    m_field->clear();
    onQuery({});
    open(*m_field);
}

void CommandPalette::onQuery(const QString &query)
{
    m_model->setQuery(query);
    const int rows = m_model->rowCount();
    m_list->setFixedHeight(qMin(rows, kMostRows) * kRow);
    m_list->setVisible(rows > 0);
    m_none->setVisible(rows == 0);
    m_list->setCurrentIndex(m_model->index(0));
    m_list->scrollToTop();
}

void CommandPalette::move(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = qBound(-1, m_list->currentIndex().row() + by, rows);
    m_list->setCurrentIndex(m_model->index(row < 0 ? rows - 1 : row == rows ? 0 : row)); // round and round
}

void CommandPalette::run(const QModelIndex &index)
{
    QAction *action = m_model->actionAt(index);
    if (!action)
        return;
    close();
    Q_EMIT chosen(action->objectName());
    // After this event: the command may take away what is on the stack now.
    QTimer::singleShot(0, action, &QAction::trigger);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return Overlay::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(qMin(kMostRows, m_model->rowCount() - 1 - m_list->currentIndex().row()));
        return true;
    case Qt::Key_PageUp:
        move(-qMin(kMostRows, m_list->currentIndex().row()));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

} // namespace ui

#include "ui/pages/providers/preset_list.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/pages/providers/monogram.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kHeading = 34;
constexpr int kRow = 52;
constexpr int kTile = 36;
constexpr int kSide = 10;

/// A heading, or a tile with two letters, a name and a note.
class OfferDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {0, index.data(PresetsModel::kHeadingRole).toBool() ? kHeading : kRow};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(PresetsModel::kHeadingRole).toBool())
            paintHeading(*painter, option, index);
        else
            paintOffer(*painter, option, index);
        painter->restore();
    }

private:
    static void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        painter.setFont(fontFor(TextRole::Caption));
        painter.setPen(color(Token::TextSecondary, option.palette));
        painter.drawText(option.rect.adjusted(kSide, 0, -kSide, -6), Qt::AlignLeft | Qt::AlignBottom,
                         index.data().toString());
    }

    static void paintOffer(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRectF box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5);
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter.setPen(selected ? QPen(color(Token::AccentFill, option.palette), 1.5) : QPen(Qt::NoPen));
            painter.setBrush(color(selected ? Token::AccentTint : Token::Hover, option.palette));
            painter.drawRoundedRect(box, metric::kControlRadius, metric::kControlRadius);
        }
        const QString name = index.data().toString();
        const QRectF tile(box.left() + kSide - 2, box.center().y() - kTile / 2.0, kTile, kTile);
        paintMonogram(painter, tile, name, color(selected ? Token::Card : Token::Inset, option.palette),
                      color(Token::Text, option.palette));
        const QRectF words = box.adjusted(kSide + kTile + 10, 0, -kSide, 0);
        const auto line = [&](TextRole role, Token ink, const QRectF &room, const QString &text) {
            painter.setFont(fontFor(role));
            painter.setPen(color(ink, option.palette));
            const int width = static_cast<int>(room.width());
            painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                             painter.fontMetrics().elidedText(text, Qt::ElideRight, width));
        };
        line(TextRole::Emphasis, Token::Text, QRectF(words.left(), box.center().y() - 19, words.width(), 18), name);
        line(TextRole::Caption, selected ? Token::TextSecondaryTinted : Token::TextSecondary,
             QRectF(words.left(), box.center().y() + 1, words.width(), 16),
             index.data(PresetsModel::kNoteRole).toString());
    }
};

} // namespace

PresetList::PresetList(QWidget *parent)
    : QWidget(parent), m_search(new SearchField(tr("Search providers"), this)), m_list(new QListView(this))
{
    m_search->setObjectName(u"presetSearch"_s);
    m_search->installEventFilter(this);
    m_list->setObjectName(u"presetList"_s);
    m_list->setAccessibleName(tr("Kinds of providers"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new OfferDelegate(m_list));
    m_list->setModel(&m_model);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    connect(m_search, &SearchField::changed, this, [this](const QString &text) {
        m_model.setFilter(text);
        selectFirst();
    });
    connect(m_list, &QAbstractItemView::activated, this, &PresetList::choose);
    connect(m_list, &QAbstractItemView::doubleClicked, this, &PresetList::choose);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PresetList::currentChanged);
}

void PresetList::setPresets(const std::vector<ProviderPreset> &presets)
{
    m_model.setPresets(presets);
    selectFirst();
}

void PresetList::setFound(std::vector<PresetOffer> found)
{
    m_model.setFound(std::move(found));
    selectFirst();
}

std::optional<PresetOffer> PresetList::current() const
{
    return m_model.offer(m_list->currentIndex().row());
}

void PresetList::selectFirst()
{
    if (const int row = m_model.firstOffer(); row >= 0)
        m_list->setCurrentIndex(m_model.index(row));
    m_list->scrollToTop();
    Q_EMIT currentChanged();
}

void PresetList::choose()
{
    if (const auto offer = current())
        Q_EMIT chosen(*offer);
}

/// The search keeps the focus while the arrow keys move in the list below it.
bool PresetList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        m_model.setFilter(m_search->text()); // what was typed just now counts
        if (!current())
            selectFirst();
        choose();
        return true;
    }
    if (key != Qt::Key_Down && key != Qt::Key_Up)
        return QWidget::eventFilter(watched, event);
    QCoreApplication::sendEvent(m_list, event);
    return true;
}

} // namespace ui

#include "ui/shell/sidebar.h"

#include <optional>

#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/shell/endpoint_badge.h"
#include "ui/shell/page_list.h"
#include "ui/shell/search_button.h"
#include "ui/shell/sidebar_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/badge.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMark = 28;
constexpr int kMarkMiddle = 24 + kMark / 2;
constexpr int kHead = 70; ///< Mark and name, above the rest.
constexpr int kHeading = 34;

} // namespace

Sidebar::Sidebar(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_pages(new QListWidget(this)),
      m_endpoint(new EndpointBadge(client, this)),
      m_demo(new Badge(tr("Demo"), Tone::Accent, this))
{
    m_demo->setObjectName(u"sidebarDemo"_s);
    m_demo->hide();
    client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &status) {
        m_demo->setVisible(status && base::truthOr(base::at(*status, "demo")));
    });
    setFixedWidth(metric::kSidebarWidth);
    setUpList();
    fillPages();
    auto *search = new SearchButton(this);
    search->setObjectName(u"searchButton"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metric::kSidebarMargin, kHead, metric::kSidebarMargin, metric::kSidebarMargin);
    column->setSpacing(12);
    column->addWidget(search);
    column->addWidget(m_pages, 1);
    column->addWidget(m_endpoint);
    connect(search, &QAbstractButton::clicked, this, &Sidebar::searchAsked);
    connect(m_pages, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *now) {
        if (now)
            Q_EMIT pageChosen(now->data(SidebarDelegate::kPageRole).toInt());
    });
    connect(m_endpoint, &EndpointBadge::copied, this, &Sidebar::endpointCopied);
}

void Sidebar::setUpList()
{
    m_pages->setObjectName(u"pageList"_s);
    m_pages->setAccessibleName(tr("Pages"));
    m_pages->setItemDelegate(new SidebarDelegate(m_pages));
    m_pages->setFrameShape(QFrame::NoFrame);
    m_pages->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pages->setMouseTracking(true);
    m_pages->viewport()->setAutoFillBackground(false);
}

void Sidebar::fillPages()
{
    const auto addOther = [this](const QString &text, int height) {
        auto *item = new QListWidgetItem(text, m_pages);
        item->setFlags(Qt::NoItemFlags); // the arrow keys pass it by
        item->setSizeHint({0, height});
        return item;
    };
    std::optional<PageGroup> group;
    for (const int index : pagesInOrder()) {
        const PageEntry &page = pageList()[static_cast<std::size_t>(index)];
        if (group != page.group && page.group == PageGroup::Bottom)
            m_space = addOther({}, 0);
        else if (group != page.group && page.group != PageGroup::Top)
            addOther(groupTitle(page.group), kHeading);
        group = page.group;
        auto *item = new QListWidgetItem(pageTitle(index), m_pages);
        item->setData(SidebarDelegate::kIconRole, QString::fromLatin1(page.icon));
        item->setData(SidebarDelegate::kPageRole, index);
    }
}

void Sidebar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitSpace();
    fitDemo();
}

void Sidebar::fitDemo()
{
    m_demo->resize(m_demo->sizeHint());
    m_demo->move(width() - metric::kSidebarMargin - m_demo->width(), kMarkMiddle - m_demo->height() / 2);
}

void Sidebar::fitSpace()
{
    if (!m_space)
        return;
    layout()->activate(); // the list has its height only then, and its viewport not before it is shown
    int taken = 0;
    for (int row = 0; row < m_pages->count(); ++row)
        if (m_pages->item(row) != m_space)
            taken += m_pages->sizeHintForRow(row);
    m_space->setSizeHint({0, qMax(0, m_pages->height() - taken)});
}

void Sidebar::setCurrentPage(int index)
{
    for (int row = 0; row < m_pages->count(); ++row) {
        const QVariant page = m_pages->item(row)->data(SidebarDelegate::kPageRole);
        if (page.isValid() && page.toInt() == index)
            return m_pages->setCurrentRow(row);
    }
}

void Sidebar::focusPages()
{
    m_pages->setFocus(Qt::ShortcutFocusReason);
}

void Sidebar::copyEndpoint()
{
    m_endpoint->copy();
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Sidebar, palette()));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), color(Token::RowLine, palette()));
    paintIcon(painter, u"app-mark"_s, QRectF(22, 24, kMark, kMark), kMark, Qt::white);
    painter.setFont(fontFor(TextRole::CardTitle));
    painter.setPen(color(Token::Text, palette()));
    painter.drawText(QRect(60, 24, width() - 72, kMark), Qt::AlignVCenter | Qt::AlignLeft, u"Switchyard"_s);
}

} // namespace ui

#include "ui/shell/sidebar.h"

#include <QCoreApplication>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/shell/endpoint_badge.h"
#include "ui/shell/page_list.h"
#include "ui/shell/sidebar_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMark = 28;
constexpr int kHead = 72; ///< Mark and name, above the list.

} // namespace

Sidebar::Sidebar(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent), m_pages(new QListWidget(this)), m_endpoint(new EndpointBadge(client, this))
{
    setFixedWidth(metric::kSidebarWidth);
    fillPages();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metric::kSidebarMargin, kHead, metric::kSidebarMargin, metric::kSidebarMargin);
    column->setSpacing(8);
    column->addWidget(m_pages, 1);
    column->addWidget(m_endpoint);
    connect(m_pages, &QListWidget::currentRowChanged, this, &Sidebar::pageChosen);
    connect(m_endpoint, &EndpointBadge::copied, this, &Sidebar::endpointCopied);
}

void Sidebar::fillPages()
{
    m_pages->setObjectName(u"pageList"_s);
    m_pages->setAccessibleName(tr("Pages"));
    m_pages->setItemDelegate(new SidebarDelegate(m_pages));
    m_pages->setFrameShape(QFrame::NoFrame);
    m_pages->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pages->setMouseTracking(true);
    m_pages->viewport()->setAutoFillBackground(false);
    for (const PageEntry &page : pageList()) {
        auto *item = new QListWidgetItem(QCoreApplication::translate("ui::pages", page.title), m_pages);
        item->setData(SidebarDelegate::kIconRole, QString::fromLatin1(page.icon));
    }
}

void Sidebar::setCurrentPage(int index)
{
    m_pages->setCurrentRow(index);
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

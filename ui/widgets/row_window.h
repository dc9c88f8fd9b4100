#pragma once

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "ui/widgets/windowed_model.h"

namespace ui {

/// The rows of a WindowedModel: the pages looked at last, a fixed number of them, whatever the length of the table.
/// A subclass says what a row shows.
template <typename Row>
class RowWindow : public WindowedModel {
public:
    static constexpr std::size_t kMostPages = 64;

    using WindowedModel::WindowedModel;

    /// Another filter or another order: everything is new. `count` may be corrected by setCount().
    void start(std::vector<Row> firstPage, int count)
    {
        beginResetModel();
        beginRound();
        m_pages.clear();
        m_count = std::max(count, static_cast<int>(firstPage.size()));
        store(0, std::move(firstPage));
        endResetModel();
    }

    /// The same list, later: rows came at the top, or the oldest went. What was selected stays selected.
    void renew(std::vector<Row> firstPage, int count)
    {
        count = std::max(count, static_cast<int>(firstPage.size()));
        const int more = count - m_count;
        beginRound();
        if (more > 0)
            beginInsertRows({}, 0, more - 1);
        else if (more < 0)
            beginRemoveRows({}, count, m_count - 1);
        m_pages.clear();
        m_count = count;
        store(0, std::move(firstPage));
        if (more > 0)
            endInsertRows();
        else if (more < 0)
            endRemoveRows();
        if (count > 0)
            Q_EMIT dataChanged(index(0, 0), index(count - 1, columnCount() - 1));
    }

    void takePage(int page, quint64 round, std::vector<Row> rows)
    {
        if (!isCurrent(page, round))
            return;
        const int size = static_cast<int>(rows.size());
        store(page, std::move(rows));
        pageCame(page, size);
    }

    /// Null while it is not here.
    const Row *rowAt(int row) const
    {
        const auto page = m_pages.find(row / kPageRows);
        if (page == m_pages.end())
            return nullptr;
        page->second.seen = ++m_clock;
        const auto at = static_cast<std::size_t>(row % kPageRows);
        return at < page->second.rows.size() ? &page->second.rows[at] : nullptr;
    }

    std::size_t pagesHeld() const { return m_pages.size(); }

protected:
    bool hasPage(int page) const override { return m_pages.contains(page); }

private:
    struct Page {
        std::vector<Row> rows{};
        mutable quint64 seen = 0;
    };

    void store(int page, std::vector<Row> rows)
    {
        m_pages[page] = {std::move(rows), ++m_clock};
        if (m_pages.size() <= kMostPages)
            return;
        const auto older = [](const auto &a, const auto &b) { return a.second.seen < b.second.seen; };
        m_pages.erase(std::min_element(m_pages.begin(), m_pages.end(), older));
    }

    std::unordered_map<int, Page> m_pages{};
    mutable quint64 m_clock = 0;
};

} // namespace ui

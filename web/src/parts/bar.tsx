// A share as a bar of its width; the number beside it says the same.
export function Bar({ share }: { share: number }) {
    return (
        <span class="share" aria-hidden="true">
            <span style={{ width: `${share * 100}%` }} />
        </span>
    );
}

# shellcheck shell=bash
# What the rigs in a QEMU guest share: Debian's own kernel, unpacked and not
# installed, kept by its version; and programs with the libraries they need.
# Source it; it wants $work (an empty folder) and gives the functions below.
# What is made once stands in ${XDG_CACHE_HOME:-~/.cache}/troskel/appliance.

guest_home=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
guest_cache=${XDG_CACHE_HOME:-$guest_home/.cache}/troskel/appliance

guest_say() { echo "guest: $*" >&2; }

# guest_tools: QEMU and what belongs to it; false if it cannot be had.
guest_tools() {
    if ! command -v qemu-system-x86_64 >/dev/null ||
        ! command -v xz >/dev/null; then
        board/install-packages appliance >&2 || return 1
    fi
    [ "$(uname -m)" = x86_64 ]
}

# guest_kernel → $kernel (vmlinuz) and $kernel_root (modules, busybox): the
# newest of this machine's own Debian.
guest_kernel() {
    local package key at
    mkdir -p "$guest_cache"
    exec 8>"$guest_cache/kernel.lock" # one at a time fetches
    flock 8
    package=$(apt-cache depends linux-image-amd64 2>/dev/null |
        sed -n 's/^ *Depends: \(linux-image-[0-9][^ :]*\).*/\1/p' | head -1)
    if [ -z "$package" ]; then
        apt-get -q update >&2 || true
        package=$(apt-cache depends linux-image-amd64 2>/dev/null |
            sed -n 's/^ *Depends: \(linux-image-[0-9][^ :]*\).*/\1/p' |
            head -1)
    fi
    # Without the archive, whatever was kept.
    key=${package:-$(ls "$guest_cache" | sed -n 's/^kernel-//p' | tail -1)}
    at=$guest_cache/kernel-$key
    if [ -z "$key" ]; then return 1; fi
    if [ ! -e "$at/done" ]; then
        guest_say "fetching Debian's kernel (once)"
        rm -rf "$at"
        mkdir -p "$at/deb"
        (cd "$at/deb" && apt-get -q download "$package" busybox-static) \
            >"$work/log" 2>&1 || {
            tail -5 "$work/log" >&2
            rm -rf "$at"
            return 1
        }
        for deb in "$at"/deb/*.deb; do dpkg -x "$deb" "$at"; done
        rm -rf "$at/deb" "$at"/lib/modules/*/kernel/{sound,drivers/{gpu,media,staging,infiniband,isdn,iio}}
        touch "$at/done"
    fi
    exec 8>&-
    kernel=$(echo "$at"/boot/vmlinuz-*)
    kernel_root=$at
    [ -e "$kernel" ]
}

# guest_module ROOT NAME…: into ROOT/modules, in this order.
guest_modules() {
    local root=$1 at=0 name file
    shift
    mkdir -p "$root/modules"
    for name in "$@"; do
        at=$((at + 1))
        file=$(find "$kernel_root" -name "$name.ko*" | head -1)
        case $file in
        '') guest_say "no module $name: part of the kernel, or missing" ;;
        *.xz) xz -dc "$file" >"$root/modules/$(printf %02d $at)-$name.ko" ;;
        *) cp "$file" "$root/modules/$(printf %02d $at)-$name.ko" ;;
        esac
    done
}

# guest_put ROOT FILE…: into ROOT/usr/bin, and beside them, at their own
# places, the libraries of this machine.
guest_put() {
    local root=$1 file library
    shift
    mkdir -p "$root/usr/bin"
    for file in "$@"; do
        cp -L "$file" "$root/usr/bin/"
        ldd "$file" 2>/dev/null | grep -o '/[^ ]*' | while read -r library; do
            if [ ! -e "$root$library" ]; then
                mkdir -p "$root$(dirname "$library")"
                cp -L "$library" "$root$library"
            fi
        done
    done
}
